import { type FiniteNumber } from '../../episode/index.ts'

/** An episode that has been rewarded. */
export interface Trial {
  /** The option of each decision, in the order of the space's slots; -1 where it was not asked. */
  readonly options: ReadonlyArray<number>
  readonly reward: FiniteNumber
}

/** At most so many trials are kept. */
const maxTrials = 1000

/** At most so many are good. */
const maxGood = 25

const goodOf = (episodes: number): number => Math.min(Math.ceil(0.1 * episodes), maxGood)

/** The indices of the best; of equal ones, of the earlier. */
const bestOf = (trials: ReadonlyArray<Trial>, count: number): ReadonlySet<number> =>
  new Set(
    trials
      .map(({ reward }, i) => [reward, i] as const)
      .sort(([a, i], [b, j]) => b - a || i - j)
      .slice(0, count)
      .map(([, i]) => i),
  )

/** The options of the good trials and of the rest, each in their order. */
export const splitTrials = (
  trials: ReadonlyArray<Trial>,
  episodes: number,
): readonly [
  good: ReadonlyArray<ReadonlyArray<number>>,
  rest: ReadonlyArray<ReadonlyArray<number>>,
] => {
  const best = bestOf(trials, goodOf(episodes))
  const part = (good: boolean): ReadonlyArray<ReadonlyArray<number>> =>
    trials.flatMap(({ options }, i) => (best.has(i) === good ? [options] : []))
  return [part(true), part(false)]
}

/** The trials that are kept: those that can be among the good, and the newest of the rest. */
export const keptTrials = (trials: ReadonlyArray<Trial>): ReadonlyArray<Trial> => {
  if (trials.length <= maxTrials) return trials
  const best = bestOf(trials, maxGood)
  let over = trials.length - maxTrials
  return trials.filter((_, i) => best.has(i) || over-- <= 0)
}
