import * as t from 'io-ts'
import { FiniteNumber } from '../../episode/index.ts'
import { RandomState } from '../../random/index.ts'
import { Float32 } from '../controller/Float32.ts'
import { type Row } from './Encoding.ts'
import { Kernel } from './Kernel.ts'
import { ReplayMemory } from './ReplayMemory.ts'

/** The state of `actorCritic`: plain numbers. */
export interface ActorCriticState {
  readonly weights: Float32Array
  readonly mean: Float32Array
  readonly variance: Float32Array
  readonly updates: number
  readonly memory: ReplayMemory
  /** Proposed and not yet learned from. */
  readonly pending: ReadonlyArray<Row>
  readonly kernel: Kernel
  readonly episodes: number
  /** After so many episodes the kernel is chosen again. */
  readonly chooseAt: number
  /** The reward that the critic expects of the actor, in normal scores. */
  readonly baseline: FiniteNumber
  /** Mean entropy of the actor's decisions in what it last learned from, in nats; `null` before. */
  readonly entropy: FiniteNumber | null
  readonly random: RandomState
}

/** Codec of {@link ActorCriticState}, of an actor with so many weights. */
export const actorCriticState = (count: number): t.Type<ActorCriticState, unknown> =>
  t.readonly(
    t.strict({
      weights: Float32(count),
      mean: Float32(count),
      variance: Float32(count),
      updates: t.number,
      memory: ReplayMemory,
      pending: t.readonlyArray(t.readonlyArray(t.number)),
      kernel: Kernel,
      episodes: t.number,
      chooseAt: t.number,
      baseline: FiniteNumber,
      entropy: t.union([FiniteNumber, t.null]),
      random: RandomState,
    }),
  )

/**
 * A number of the state.
 *
 * @throws TypeError where it is not finite: a bug
 */
export const finite = (x: number): FiniteNumber => {
  if (!FiniteNumber.is(x)) throw new TypeError(`the critic came to ${x}, which is not finite`)
  return x
}
