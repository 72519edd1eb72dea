import { defer, map, type OperatorFunction, reduce } from 'rxjs'
import { type Trained } from '../../src/episode/index.ts'
import { type Rescored } from '../replay/rescore.ts'

/** An architecture's place under a new reward, and the one that it had. */
export interface Ranked<A> {
  /** From 1. */
  readonly rank: number
  readonly before: number
  readonly key: string
  readonly reward: number
  readonly recorded: number
  /** The episode that earned it the reward. */
  readonly outcome: Trained<A>
}

type Standing<A> = Omit<Ranked<A>, 'rank' | 'before'>

/** Best first; equals in the order they came in. */
const order = <A>(
  standings: ReadonlyArray<Standing<A>>,
  by: (standing: Standing<A>) => number,
): ReadonlyArray<Standing<A>> => [...standings].sort((a, b) => by(b) - by(a))

/**
 * The trained architectures of a re-scored search, best first, each by its best reward, with the
 * place that it had under the recorded reward.
 *
 * @example
 * import { accuracy } from 'rxnas'
 * import { ranking, rescore } from 'rxnas/streams'
 *
 * rescore(() => [], accuracy)
 *   .pipe(ranking())
 *   .subscribe((ranked) => {
 *     console.log(ranked.length) // 0
 *   })
 */
export const ranking =
  <A>(): OperatorFunction<Rescored<A>, ReadonlyArray<Ranked<A>>> =>
  (source) =>
    // Each subscription fills a map of its own.
    defer(() =>
      source.pipe(
        reduce((standings, { episode: { outcome, reward }, recorded }) => {
          if (outcome._tag !== 'Trained') return standings
          const { key } = outcome.validated
          const known = standings.get(key)
          standings.set(key, {
            key,
            reward: Math.max(reward, known?.reward ?? -Infinity),
            recorded: Math.max(recorded, known?.recorded ?? -Infinity),
            outcome: known === undefined || reward > known.reward ? outcome : known.outcome,
          })
          return standings
        }, new Map<string, Standing<A>>()),
        map((standings) => {
          const all = [...standings.values()]
          const before = new Map(
            order(all, ({ recorded }) => recorded).map(({ key }, i) => [key, i + 1]),
          )
          return order(all, ({ reward }) => reward).map((standing, i) => ({
            ...standing,
            rank: i + 1,
            before: before.get(standing.key) ?? 0,
          }))
        }),
      ),
    )
