import * as S from 'fp-ts/lib/State.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Decision, type FiniteNumber } from '../../episode/index.ts'
import { type RandomState } from '../../random/index.ts'
import { type SearchSpace } from '../../space/index.ts'
import { initialWeights } from '../controller/initialWeights.ts'
import {
  type ControllerSizes,
  type ControllerWeights,
  parameterCount,
  viewWeights,
} from '../controller/layout.ts'
import { type ControllerStep, rollout } from '../controller/rollout.ts'
import { sampleDecisions } from '../controller/sampleDecisions.ts'
import { finite } from './ActorCriticState.ts'
import { type Encoding, type Row, rowOf } from './Encoding.ts'

/** The actor's steps along the decisions of a row, as if it had made them. */
export interface ActorRollout {
  readonly decisions: ReadonlyArray<Pick<Decision, 'path' | 'option'>>
  readonly steps: ReadonlyArray<ControllerStep>
  readonly logProbability: FiniteNumber
}

/** The controller, of which a state has the weights. */
export interface Actor {
  /** How many numbers its weights are. */
  readonly parameters: number
  readonly init: S.State<RandomState, Float32Array>
  readonly view: (flat: Float32Array) => ControllerWeights
  /** A row of its distribution. */
  readonly sample: (weights: ControllerWeights) => S.State<RandomState, Row>
  readonly rollout: (weights: ControllerWeights, row: Row) => ActorRollout
}

/** The actor of a space. */
export const actorOf = (
  space: SearchSpace<unknown>,
  encoding: Encoding,
  { units, embedding }: Pick<ControllerSizes, 'units' | 'embedding'>,
): Actor => {
  const { slots } = encoding
  const sizes: ControllerSizes = { units, embedding, useBias: true }
  return {
    parameters: parameterCount(slots, sizes),
    init: initialWeights(slots, sizes),
    view: (flat) => viewWeights(slots, sizes, flat),
    sample: (weights) =>
      pipe(
        sampleDecisions(space, weights),
        S.map(({ trace }) => rowOf(encoding, trace)),
      ),
    rollout: (weights, row) => {
      const decisions = slots.flatMap(({ path }, i) => {
        const option = row[i] ?? -1
        return option < 0 ? [] : [{ path, option }]
      })
      const steps = rollout(weights, decisions)
      const logProbability = steps.reduce(
        (sum, step, i) => sum + (step.logProbabilities[decisions[i]?.option ?? -1] ?? NaN),
        0,
      )
      return { decisions, steps, logProbability: finite(logProbability) }
    },
  }
}
