import * as t from 'io-ts'
import { FiniteNumber, Trace } from '../../episode/index.ts'
import { RandomState } from '../../random/index.ts'
import { Float32 } from '../controller/Float32.ts'

/** The state of `ppo`: plain numbers. */
export interface PpoState {
  readonly logits: Float32Array
  readonly mean: Float32Array
  readonly variance: Float32Array
  /** Steps of Adam so far. */
  readonly updates: number
  /** Episodes that wait for the next update. */
  readonly waiting: ReadonlyArray<Waiting>
  readonly random: RandomState
}

/** An episode to learn from: its decisions with the log-probabilities they were taken with. */
interface Waiting {
  readonly trace: Trace
  readonly reward: FiniteNumber
}

/** Codec of {@link PpoState}, with a number of logits. */
export const ppoStateCodec = (count: number): t.Type<PpoState, unknown> =>
  t.readonly(
    t.strict({
      logits: Float32(count),
      mean: Float32(count),
      variance: Float32(count),
      updates: t.number,
      waiting: t.readonlyArray(t.readonly(t.strict({ trace: Trace, reward: FiniteNumber }))),
      random: RandomState,
    }),
  )
