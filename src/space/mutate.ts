import * as E from 'fp-ts/lib/Either.js'
import { type State } from 'fp-ts/lib/State.js'
import { checkOptions, wholeNumber } from '../common/index.ts'
import { nextBelow, type RandomState } from '../random/index.ts'
import { changeDecision, otherOption } from './changeDecision.ts'
import { decodeArchitecture } from './codec.ts'
import { decisionsOf } from './decisions.ts'
import { invalidArchitecture, type InvalidArchitecture } from './InvalidArchitecture.ts'
import { retryState } from './retryState.ts'
import { drawRest } from './sample.ts'
import { type SearchSpace, aSpace } from './SearchSpace.ts'

const nothingToChange = invalidArchitecture(
  '',
  'the only architecture of its space: there is no decision to change',
)

/**
 * Another architecture, one decision away: a decision, each equally likely, takes another of its
 * options, each equally likely. Decisions that only the change brings in are drawn as `sample`
 * draws them; the rest stay. What a refinement rejects is drawn anew.
 *
 * @param tries - how often to draw; where no draw is accepted, the last one's reason is given
 * @returns an architecture of another key, or why there is none
 * @example
 * import { choice, randomState, struct } from 'rxnas'
 * import { mutate } from 'rxnas/space'
 *
 * const space = struct({ op: choice('conv', 'pool'), width: choice(8, 16) })
 * const [mutant] = mutate(space)({ op: 'conv', width: 8 })(randomState(1))
 * console.log(mutant._tag === 'Right' && mutant.right)
 * // { op: 'pool', width: 8 } or { op: 'conv', width: 16 }
 */
export const mutate = <A>(
  space: SearchSpace<A>,
  tries = 100,
): ((architecture: A) => State<RandomState, E.Either<InvalidArchitecture, A>>) => {
  checkOptions('mutate()', { space, tries }, { space: aSpace, tries: wholeNumber(1) })
  return (architecture) => {
    const taken = decisionsOf(space)(architecture)
    if (taken.length === 0) return (state) => [E.left(nothingToChange), state]
    return retryState(tries)((start) => {
      const [index, picked] = nextBelow(taken.length)(start)
      const decision = taken[index]
      if (decision === undefined) return [E.left(nothingToChange), picked]
      const [other, turned] = nextBelow(decision.of - 1)(picked)
      const walk = changeDecision(space, taken, index, otherOption(decision, other))
      const [candidate, end] = drawRest(walk)(turned)
      return [decodeArchitecture(space)(candidate), end]
    })
  }
}
