import { type State } from 'fp-ts/lib/State.js'
import { type Proposal } from '../../episode/index.ts'
import { nextIndex, type RandomState } from '../../random/index.ts'
import { type SearchSpace } from '../../space/index.ts'
import { decideAll } from '../decideAll.ts'
import { type ControllerWeights } from './layout.ts'
import { type Carried, carriedAtStart, carry, controllerStep } from './rollout.ts'

interface Walking {
  readonly random: RandomState
  readonly carried: Carried
}

/** A walk through a space of which the controller's distributions take each decision. */
export const sampleDecisions = (
  space: SearchSpace<unknown>,
  weights: ControllerWeights,
): State<RandomState, Proposal> => {
  const walked = decideAll<Walking>(space, ({ path }) => ({ random, carried }) => {
    const step = controllerStep(weights, path, carried)
    const [option, next] = nextIndex(step.logProbabilities)(random)
    return [
      { option, logProbability: step.logProbabilities[option] ?? -Infinity },
      { random: next, carried: carry(weights, step, option) },
    ]
  })
  return (start) => {
    const [proposal, { random }] = walked({ random: start, carried: carriedAtStart(weights) })
    return [proposal, random]
  }
}
