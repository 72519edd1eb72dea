import * as fc from 'fast-check'
import { type Metrics, type Reward } from '../../core.ts'
import { usualMetric, usualMetrics } from '../arbitraries/metrics.ts'
import { ask, contextAfter, type Answer, trainedWith } from '../internal/judging.ts'
import { shownApart, shownHistory, shownMetrics } from '../internal/shown.ts'
import { histories, type RewardLaw, rewardLaw } from './RewardLaw.ts'

/** Two children of the same search that differ in one metric. */
interface Pair {
  readonly history: ReadonlyArray<Metrics>
  readonly less: Metrics
  readonly more: Metrics
}

/** Pairs of children of which the second has more of a metric, and all else alike. */
export const pairsOf =
  (metric: string) =>
  (reads: ReadonlyArray<string>): fc.Arbitrary<Pair> => {
    const all = [...new Set([...reads, metric])]
    return fc
      .record({
        history: histories(all),
        rest: usualMetrics(all),
        one: usualMetric(metric),
        other: usualMetric(metric),
      })
      .filter(({ one, other }) => one < other)
      .map(({ history, rest, one, other }) => ({
        history,
        less: { ...rest, [metric]: one },
        more: { ...rest, [metric]: other },
      }))
  }

/** What a reward says of both. */
export const askBoth = (
  reward: Reward,
  { history, less, more }: Pair,
): readonly [less: Answer, more: Answer] => {
  const context = contextAfter(reward, history)
  return [ask(reward, context, trainedWith(less)), ask(reward, context, trainedWith(more))]
}

/** A pair and what it earns, in one line. */
export const describePair = (
  metric: string,
  { history, less, more }: Pair,
  ...amounts: readonly [number, number]
): string => {
  const [lower, higher] = shownApart(...amounts)
  return `${shownHistory(history)}${shownMetrics(less)} earns ${lower}, ${shownMetrics({ [metric]: more[metric] })} earns ${higher}`
}

// Rounding may turn around what is alike, as where a volume is the difference of two.
const clearlyLess = (a: number, b: number): boolean =>
  b - a > 1e-12 * Math.max(1, Math.abs(a), Math.abs(b))

/** Of two children that differ in a metric alone, the one that has more of it earns no less. */
export const growsWith = (metric: string): RewardLaw =>
  rewardLaw(`grows with ${metric}`, pairsOf(metric), (reward, { history, less, more }) => {
    const [of, ofMore] = askBoth(reward, { history, less, more })
    return of._tag === 'Paid' && ofMore._tag === 'Paid' && clearlyLess(ofMore.amount, of.amount)
      ? describePair(metric, { history, less, more }, of.amount, ofMore.amount)
      : undefined
  })
