import * as t from 'io-ts'
import { isRecord } from '../common/index.ts'
import { FiniteNumber } from './FiniteNumber.ts'

/**
 * What a trainer measured of a child. The named ones mean the same everywhere; a trainer may
 * measure more.
 */
export interface Metrics {
  /** Part of the validation examples classified correctly, in [0, 1]. */
  readonly accuracy?: FiniteNumber
  /** Mean loss over the validation split. */
  readonly loss?: FiniteNumber
  /** Trainable numbers of the child. */
  readonly parameters?: FiniteNumber
  /** Floating-point operations of one example's forward pass. */
  readonly flops?: FiniteNumber
  /** Wall-clock seconds of the training. Differs from run to run. */
  readonly seconds?: FiniteNumber
  /** Milliseconds of the trained child's forward pass of one example. Differs from run to run. */
  readonly latency?: FiniteNumber
  /**
   * The part of its training at which a child was stopped early, in (0, 1); absent of one that was
   * trained to its end. The other metrics are those that it had there.
   */
  readonly stoppedAt?: FiniteNumber
  readonly [name: string]: FiniteNumber | undefined
}

const Measured = t.record(t.string, FiniteNumber)

const present = (u: unknown): unknown =>
  isRecord(u) ? Object.fromEntries(Object.entries(u).filter(([, value]) => value !== undefined)) : u

/** Codec of {@link Metrics}: a record of finite numbers. What is `undefined` was not measured. */
export const Metrics: t.Type<Metrics, unknown> = new t.Type<Metrics, unknown>(
  'Metrics',
  (u): u is Metrics => Measured.is(present(u)),
  (u, context) => Measured.validate(present(u), context),
  present,
)
