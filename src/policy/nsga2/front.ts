import { type Rewarded } from '../../episode/index.ts'
import { objectiveValues, type Objectives } from './Objectives.ts'
import { dominates } from './ranking.ts'

/** An episode on a Pareto front. */
export interface FrontMember<A> {
  readonly episode: Rewarded<A>
  readonly key: string
  /** The values of the objectives, in their order; more is better in each. */
  readonly values: ReadonlyArray<number>
}

/**
 * The Pareto front with one more episode, to be folded over a search: the trained children that no
 * other beats by being better in one objective and worse in none. An architecture that is measured
 * again, and alike, stands there once.
 */
export const addToFront =
  (objectives: Objectives) =>
  <A>(
    front: ReadonlyArray<FrontMember<A>>,
    episode: Rewarded<A>,
  ): ReadonlyArray<FrontMember<A>> => {
    const { outcome } = episode
    const values =
      outcome._tag === 'Trained' ? objectiveValues(objectives)(outcome.metrics) : undefined
    if (outcome._tag !== 'Trained' || values === undefined) return front
    const { key } = outcome.validated
    const isAgain = (other: FrontMember<A>): boolean =>
      other.key === key && other.values.every((value, i) => value === values[i])
    return front.some((other) => isAgain(other) || dominates(other.values, values))
      ? front
      : [...front.filter((other) => !dominates(values, other.values)), { episode, key, values }]
  }

/**
 * The Pareto front of a search's episodes: what a search by `nsga2` finds in place of one best. Those
 * that are best in the first objective come first.
 *
 * @example
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import { paretoFront } from 'rxnas/policy'
 * import { search } from 'rxnas/streams'
 * import { filter, lastValueFrom, toArray } from 'rxjs'
 *
 * const space = struct({ units: choice(8, 16, 32, 64) })
 * const events = search({
 *   ...{ space, policy: random(space), reward: accuracy, budget: { epochs: 1 } },
 *   trainer: ({ architecture: { units } }) => [
 *     { accuracy: units === 32 ? 0.95 : 0.9, parameters: units },
 *   ],
 *   ...{ episodes: 40, batch: 4, seed: 1 },
 * })
 * const episodes = await lastValueFrom(
 *   events.pipe(
 *     filter((event) => event._tag === 'Rewarded'),
 *     toArray(),
 *   ),
 * )
 * const front = paretoFront({ accuracy: 'maximize', parameters: 'minimize' })(episodes)
 * console.log(front.map(({ key }) => key)) // [ '{"units":32}', '{"units":8}' ]
 */
export const paretoFront =
  (objectives: Objectives) =>
  <A>(episodes: ReadonlyArray<Rewarded<A>>): ReadonlyArray<FrontMember<A>> =>
    episodes
      .reduce<ReadonlyArray<FrontMember<A>>>(addToFront(objectives), [])
      .toSorted(({ values: [a = 0] }, { values: [b = 0] }) => b - a)
