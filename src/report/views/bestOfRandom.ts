import type * as t from 'io-ts'
import { IndexColumn, NumberColumn } from '../columns.ts'
import { type Episodes } from '../Episodes.ts'
import { strict } from '../strict.ts'

/** The best of as many random proposals: how it lies in the middle, and in nine of ten tries. */
export const RandomBand = strict({
  episode: IndexColumn,
  seconds: NumberColumn,
  low: NumberColumn,
  median: NumberColumn,
  high: NumberColumn,
})
export type RandomBand = t.TypeOf<typeof RandomBand>

const mostPlaces = 200

/** Numbers of episodes from 1 to a last one, closer at the beginning, where the curve is steep. */
const placesUpTo = (last: number): ReadonlyArray<number> => [
  ...new Set(
    last <= mostPlaces
      ? Array.from({ length: last }, (_, i) => i + 1)
      : Array.from({ length: mostPlaces }, (_, i) => Math.round(last ** (i / (mostPlaces - 1)))),
  ),
]

/**
 * Where the best of the first so many random proposals lies: of independent draws the best of k is
 * below a value with the k-th power of the probability that one is, so its quantile q is that of one
 * draw at the k-th root of q. The draws are those of a baseline that was run.
 */
export const bestOfRandom = (baseline: Episodes, upTo: number): RandomBand | null => {
  const sorted = Float32Array.from(baseline.reward).sort()
  if (sorted.length < 2) return null
  const quantile = (q: number, k: number): number => {
    const at = q ** (1 / k) * (sorted.length - 1)
    const below = Math.floor(at)
    const [a = NaN, b = a] = [sorted[below], sorted[below + 1]]
    return a + (b - a) * (at - below)
  }
  const places = placesUpTo(upTo)
  const perEpisode = (baseline.seconds.at(-1) ?? 0) / baseline.count
  return {
    episode: Int32Array.from(places, (k) => k - 1),
    seconds: Float32Array.from(places, (k) => k * perEpisode),
    low: Float32Array.from(places, (k) => quantile(0.05, k)),
    median: Float32Array.from(places, (k) => quantile(0.5, k)),
    high: Float32Array.from(places, (k) => quantile(0.95, k)),
  }
}
