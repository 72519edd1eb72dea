import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { finiteNumber, isRecord, type OptionCheck, positiveNumber, shown } from '../common/index.ts'
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

const amount = finiteNumber(0)

/** What the metrics that mean the same everywhere can be. */
const meaningful: ReadonlyMap<string, OptionCheck> = new Map([
  ['parameters', amount],
  ['flops', amount],
  // More than there have been since the beginning of the world.
  ['seconds', finiteNumber(0, 1e18)],
  ['latency', amount],
  ['stoppedAt', positiveNumber(1)],
])

/** The first metric that is not what its name can mean. */
const absurd = (
  metrics: Readonly<Record<string, number>>,
): { readonly name: string; readonly value: number; readonly message: string } | undefined => {
  for (const [name, { takes, holds }] of meaningful) {
    const value = metrics[name]
    if (value !== undefined && !holds(value))
      return { name, value, message: `${shown(value)} is not ${takes}` }
  }
  return undefined
}

/**
 * Codec of {@link Metrics}: a record of finite numbers, each one that its name can mean. What is
 * `undefined` was not measured.
 */
export const Metrics: t.Type<Metrics, unknown> = new t.Type<Metrics, unknown>(
  'Metrics',
  (u): u is Metrics => {
    const measured = present(u)
    return Measured.is(measured) && absurd(measured) === undefined
  },
  (u, context) =>
    pipe(
      Measured.validate(present(u), context),
      E.flatMap((measured) => {
        const fault = absurd(measured)
        if (fault === undefined) return t.success(measured)
        const { name, value, message } = fault
        return t.failure(value, t.appendContext(context, name, FiniteNumber, value), message)
      }),
    ),
  present,
)
