import * as t from 'io-ts'
import { finiteNumber, type OptionCheck, shown, wholeNumber } from '../common/index.ts'

/** A codec of numbers that a check takes: what it refuses is told by what it takes. */
export const boundedNumber = ({ takes, holds }: OptionCheck): t.Type<number, unknown> => {
  const is = (u: unknown): u is number => typeof u === 'number' && holds(u)
  const codec = new t.Type<number, unknown>(
    takes,
    is,
    (u, context) =>
      is(u) ? t.success(u + 0) : t.failure(u, context, `${shown(u)} is not ${takes}`),
    t.identity,
  )
  // By the tag of io-ts's own codecs, which a JSON Schema is derived from.
  return Object.assign(codec, { _tag: 'NumberType' })
}

/** A whole number from 0 on that JavaScript holds exactly, as a count or the number of an episode. */
export const Count: t.Type<number, unknown> = boundedNumber(wholeNumber())

/** A whole number from -1 on: the number of a round, or -1 for before the first. */
export const RoundNumber: t.Type<number, unknown> = boundedNumber(wholeNumber(-1))

/** How many episodes a round may have: few enough to be proposed at once. */
export const largestBatch = 1_000_000

/** Episodes of a round. */
export const BatchSize: t.Type<number, unknown> = boundedNumber(wholeNumber(1, largestBatch))

/** Threads that a training may have. */
export const mostThreads = 256

/** Threads of a training. */
export const ThreadCount: t.Type<number, unknown> = boundedNumber(wholeNumber(1, mostThreads))

/** A whole number of either sign. */
export const Seed: t.Type<number, unknown> = boundedNumber(
  wholeNumber(-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
)

/** A finite number from 0 on. */
export const Amount: t.Type<number, unknown> = boundedNumber(finiteNumber(0))

/** A finite number, where nothing else is known of it. */
export const AnyFinite: t.Type<number, unknown> = boundedNumber(finiteNumber())
