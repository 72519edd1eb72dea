import { type Observable } from 'rxjs'
import { type SearchEvent } from '../../src/episode/index.ts'
import { type Policy, random } from '../../src/policy/index.ts'
import { deriveSeed, type RandomState } from '../../src/random/index.ts'
import { aSpace, type SearchSpace } from '../../src/space/index.ts'
import { type LabelledOf } from '../types/Labelled.ts'
import { mergeSearches } from './mergeSearches.ts'
import { checkSearch, search, type SearchOptions } from './search.ts'
import { trainerPool } from '../trainers/trainerPool.ts'
import { checkOptions, optionsOf } from '../../src/common/index.ts'
import { aTrainer } from '../internal/optionChecks.ts'

/** What a baseline differs in from the search beside which it runs. */
export interface BaselineParts<A, S> extends Pick<
  SearchOptions<A, S>,
  'policy' | 'seed' | 'from' | 'stopping'
> {
  /** Failures in a row that end the searches; default none: how often trainings fail is up to the policy. */
  readonly maxFailures?: number
}

/** The events of a search and of its baseline. */
export type WithBaseline<A, S, B> = LabelledOf<{
  search: SearchEvent<A, S>
  baseline: SearchEvent<A, B>
}>

/** The state of the default baseline. */
export type BaselineState = RandomState

/**
 * The default baseline: a random policy, whose seed is derived from the search's, so that it draws
 * others than the search does and the same every time.
 */
export const randomBaseline = ({
  space,
  seed,
}: Pick<SearchOptions<never, never>, 'seed'> & {
  readonly space: SearchSpace<unknown>
}): { readonly policy: Policy<BaselineState>; readonly seed: number } => ({
  policy: random(space),
  seed: deriveSeed(seed, 0xba5e),
})

const both = <A, S, B>(
  options: SearchOptions<A, S>,
  baseline: BaselineParts<A, B>,
): Observable<WithBaseline<A, S, B>> => {
  const {
    space,
    trainer,
    reward,
    budget,
    episodes,
    batch,
    workers = 1,
    reuse = true,
    cost,
    startWith,
  } = options
  checkSearch('searchWithBaseline()', options)
  const pool = trainerPool(workers)
  return mergeSearches({
    search: search({ ...options, trainer: pool(trainer) }),
    baseline: search({
      ...{ space, reward, budget, episodes, batch, workers, reuse },
      ...(cost === undefined ? {} : { cost }),
      // The same, so that what is compared is how they go on from there.
      ...(startWith === undefined ? {} : { startWith }),
      // One more than there can be.
      maxFailures: episodes + 1,
      ...baseline,
      trainer: pool(trainer),
    }),
  })
}

/**
 * A search, and beside it a baseline of the same number of episodes, first designs, batch, reward, budget and trainer,
 * by default that of a random policy. Both share the search's workers: as many children are trained at
 * a time, and a worker that is free goes to the search that was served longest ago. Each finds what it
 * would find alone, so each may have a journal of its own and go on from it. `compareSearches` says
 * afterwards whether the search was better than its baseline.
 *
 * @param baseline - another policy to compare with, or where the baseline goes on from
 * @example
 * import { accuracy, choice, compareSearches, type Observation, observationOf, reinforce, struct } from 'rxnas'
 * import { searchWithBaseline } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32), activation: choice('relu', 'tanh') })
 * const found = { search: new Array<Observation>(), baseline: new Array<Observation>() }
 * searchWithBaseline({
 *   space,
 *   policy: reinforce(space),
 *   trainer: ({ architecture }) => [{ accuracy: architecture.units / 32 }],
 *   reward: accuracy,
 *   budget: {},
 *   episodes: 8,
 *   batch: 4,
 *   seed: 1,
 * }).subscribe({
 *   next: ({ label, event }) => {
 *     if (event._tag === 'Rewarded') found[label].push(observationOf(event))
 *   },
 *   complete: () => {
 *     console.log(compareSearches(found.search, found.baseline).verdict) // CannotTell
 *   },
 * })
 */
export function searchWithBaseline<A, S>(
  options: SearchOptions<A, S>,
): Observable<WithBaseline<A, S, BaselineState>>
export function searchWithBaseline<A, S, B>(
  options: SearchOptions<A, S>,
  baseline: BaselineParts<A, B>,
): Observable<WithBaseline<A, S, B>>
export function searchWithBaseline<A, S, B>(
  options: SearchOptions<A, S>,
  baseline?: BaselineParts<A, B>,
): Observable<WithBaseline<A, S, B> | WithBaseline<A, S, BaselineState>> {
  checkOptions('searchWithBaseline()', options, { space: aSpace, trainer: aTrainer })
  if (baseline !== undefined) optionsOf('searchWithBaseline()', baseline)
  return baseline === undefined ? both(options, randomBaseline(options)) : both(options, baseline)
}
