import { type Observable } from 'rxjs'
import { type SearchEvent } from '../../src/episode/index.ts'
import { search, type SearchOptions } from '../search/search.ts'
import { type SearchPosition } from '../types/SearchPosition.ts'
import { anObject, checkOptions, optionsOf } from '../../src/common/index.ts'

/**
 * Goes on with a search from a position, as if it had never stopped: the same options give the same
 * episodes, rewards and states that the search would have come to, and only what is new is emitted.
 * A finished search goes on where `episodes` is more than it had; where that number is a multiple of
 * the batch, the whole is the longer search. Errors with a `PositionError` where the policy proposes
 * something else than the journal has. `continueJournal` of `rxnas/node` gives the position of a
 * journal and goes on writing it.
 *
 * @example
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import { resume, startPosition } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const policy = random(space)
 * const options = {
 *   ...{ space, policy, reward: accuracy, budget: {}, batch: 2, seed: 1, episodes: 4 },
 *   trainer: ({ architecture }: { architecture: { units: number } }) => [
 *     { accuracy: architecture.units / 32 },
 *   ],
 * }
 * let episodes = 0
 * resume(startPosition(policy, 1), options).subscribe((event) => {
 *   if (event._tag === 'Rewarded') episodes += 1
 * })
 * console.log(episodes) // 4
 */
export const resume = <A, S>(
  position: SearchPosition<A, S>,
  options: Omit<SearchOptions<A, S>, 'from'>,
): Observable<SearchEvent<A, S>> => {
  checkOptions(
    'resume()',
    { position },
    {
      position: anObject(
        'a position, such as positionOf() gives,',
        ({ recorded, trained }) => Array.isArray(recorded) && trained instanceof Map,
      ),
    },
  )
  return search({ ...optionsOf('resume()', options), from: position })
}
