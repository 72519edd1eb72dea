import { type Measurement, type Metrics } from '../../../src/episode/index.ts'

/** Where early stopping compares children, and by what. */
export interface Rungs {
  /** The metric that is compared; `accuracy` unless told. */
  readonly metric?: string
  /** Whether more or less of it is better; more unless told. */
  readonly better?: 'more' | 'less'
  /** Parts of a training, in rising order: whole percents between 0 and 1. */
  readonly rungs?: ReadonlyArray<number>
}

/** Refuses rungs that are none, and tells what is wrong. */
export const checkRungs = (who: string, rungs: ReadonlyArray<number>): void => {
  const holds = rungs.every(
    (part, i) =>
      part > (rungs[i - 1] ?? 0) &&
      part < 1 &&
      Math.abs(part * 100 - Math.round(part * 100)) < 1e-9,
  )
  if (!holds || rungs.length === 0)
    throw new RangeError(
      `${who} takes rungs that rise between 0 and 1 in whole percents, such as [0.25, 0.5], and not ${JSON.stringify(rungs)}.`,
    )
}

/** The metric that tells what a child measured at a rung: `accuracyAt25`. */
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
