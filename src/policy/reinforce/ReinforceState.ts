import * as t from 'io-ts'
import { FiniteNumber } from '../../episode/index.ts'
import { RandomState } from '../../random/index.ts'
import { Float32 } from '../controller/Float32.ts'

/** The state of `reinforce`: plain numbers. */
export interface ReinforceState {
  readonly weights: Float32Array
  readonly mean: Float32Array
  readonly variance: Float32Array
  readonly updates: number
  /** Moving average of rewards; `null` before the first. */
  readonly baseline: FiniteNumber | null
  /** Mean entropy of a decision in the last round's episodes, in nats; `null` before the first. */
  readonly entropy: FiniteNumber | null
  /** Rewards of the last episodes, the oldest first; absent without ranks. */
  readonly recent?: ReadonlyArray<FiniteNumber>
  readonly random: RandomState
}

/** Codec of {@link ReinforceState}, with a number of weights. */
export const reinforceStateCodec = (count: number): t.Type<ReinforceState, unknown> =>
  t.readonly(
    t.exact(
      t.intersection([
        t.type({
          weights: Float32(count),
          mean: Float32(count),
          variance: Float32(count),
          updates: t.number,
          baseline: t.union([FiniteNumber, t.null]),
          entropy: t.union([FiniteNumber, t.null]),
          random: RandomState,
        }),
        t.partial({ recent: t.readonlyArray(FiniteNumber) }),
      ]),
    ),
  )
