import { map, merge, type Observable, queueScheduler, subscribeOn } from 'rxjs'
import { type LabelledOf } from '../types/Labelled.ts'
import { anObject, checkEach } from '../../src/common/index.ts'

/**
 * Runs several searches side by side, and labels the events of each: an A/B test of two policies, two
 * rewards or two spaces. They take turns round by round, also where trainers answer at once; searches
 * whose trainers take time share places fairly through a `trainerPool`. Each proposes its next round
 * only when its last is over. One search that errors ends them all.
 *
 * @example
 * import { accuracy, choice, type Policy, random, reinforce, struct } from 'rxnas'
 * import { mergeSearches, search, type Trainer, trainerPool } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const trainer: Trainer<{ units: number }> = ({ architecture }) =>
 *   Promise.resolve({ accuracy: architecture.units / 32 })
 * const pool = trainerPool(2)
 * const arm = <S>(policy: Policy<S>) =>
 *   search({
 *     space,
 *     policy,
 *     trainer: pool(trainer),
 *     workers: 2,
 *     reward: accuracy,
 *     budget: {},
 *     episodes: 4,
 *     batch: 2,
 *     seed: 1,
 *   })
 * mergeSearches({ learns: arm(reinforce(space)), guesses: arm(random(space)) }).subscribe(
 *   ({ label, event }) => {
 *     if (event._tag === 'Rewarded') console.log(label, event.reward)
 *   },
 * )
 */
export const mergeSearches = <Events extends Readonly<Record<string, unknown>>>(searches: {
  readonly [Label in keyof Events]: Observable<Events[Label]>
}): Observable<LabelledOf<Events>> => {
  checkEach(
    'mergeSearches()',
    searches,
    anObject('a stream of events', ({ pipe }) => typeof pipe === 'function'),
  )
  // Object.entries forgets which label a search belongs to; each keeps its own.
  const entries = Object.entries(searches) as ReadonlyArray<
    [keyof Events, Observable<Events[keyof Events]>]
  >
  return merge(
    ...entries.map(([label, events]) => events.pipe(map((event) => ({ label, event })))),
  ).pipe(
    // Searches begun inside the queue in which rounds wait take turns there; begun outside it, one
    // whose trainer answers at once would run to its end before the next is begun.
    subscribeOn(queueScheduler),
  )
}
