import {
  type Measurement,
  type Metrics,
  oneOfWords,
  optionCodec,
  type OptionField,
} from '../../../src/episode/index.ts'

/** Where early stopping compares children, and which of them is the better. */
export interface RungOptions {
  /** Whether more or less of the metric is better; default `more`. */
  readonly better?: 'more' | 'less'
  /** Parts of a training, in rising order: whole percents between 0 and 1. */
  readonly rungs?: ReadonlyArray<number>
}

const isWholePercent = (part: number): boolean =>
  Math.abs(part * 100 - Math.round(part * 100)) < 1e-9

const isRungs = (u: unknown): boolean =>
  Array.isArray(u) &&
  u.length > 0 &&
  u.every(
    (part: unknown, i) =>
      typeof part === 'number' &&
      part > (i === 0 ? 0 : Number(u[i - 1])) &&
      part < 1 &&
      isWholePercent(part),
  )

/** The options of {@link RungOptions}, of which the rungs have a default of their own in each form. */
export const rungFields = (
  rungs: ReadonlyArray<number>,
): {
  readonly better: OptionField<'more' | 'less', unknown>
  readonly rungs: OptionField<ReadonlyArray<number>, unknown>
} => ({
  better: { codec: oneOfWords('more', 'less'), byDefault: 'more' },
  rungs: {
    codec: optionCodec({
      takes: 'parts that rise between 0 and 1 in whole percents, such as [0.25, 0.5],',
      holds: isRungs,
    }),
    byDefault: rungs,
  },
})

/** Of how many children one goes on past a rung. */
export const etaField = (byDefault: number): OptionField<number, unknown> => ({
  codec: optionCodec({
    takes: 'a finite number above 1',
    holds: (value) => typeof value === 'number' && Number.isFinite(value) && value > 1,
  }),
  byDefault,
})

/** The fewest evaluations at equal distances of which one falls on each rung. */
export const evaluationsAt = ({ rungs }: Required<RungOptions>): number => {
  const percents = rungs.map((part) => Math.round(part * 100))
  return 100 / percents.reduce(greatestCommonDivisor, 100)
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)

/** The metric of what a child measured at a rung: `accuracyAt25`. */
export const rungName = (metric: string, part: number): string =>
  `${metric}At${Math.round(part * 100)}`

/** What a child measured at the rungs it came to, in order. */
export const rungValues = (
  metrics: Metrics,
  metric: string,
  rungs: ReadonlyArray<number>,
): ReadonlyArray<number> =>
  rungs.flatMap((part) => {
    const value = metrics[rungName(metric, part)]
    return value === undefined ? [] : [value]
  })

/**
 * What a child that was stopped at a part of its training measures: what it had measured there, and
 * where that was. Its seconds are those that the whole would have taken, so that a reward does not
 * take a child for fast that was only stopped.
 */
export const stoppedAt = (part: number, measured: Measurement): Measurement => ({
  ...measured,
  ...(measured['seconds'] === undefined ? {} : { seconds: measured['seconds'] / part }),
  stoppedAt: part,
})
