import * as E from 'fp-ts/lib/Either.js'
import { concatMap, type Observable, of, throwError } from 'rxjs'
import { type JournalEvent, recordedEvent } from '../../src/episode/index.ts'
import { named } from '../plan/named.ts'
import { type AfterSearch, type RewardedOf, type StageEvent } from '../types/order.ts'

/** What a journal is written to: a file's writer, or anything else that can take an event. */
export interface EventSink<A> {
  /** Takes an event, or says why it cannot. */
  readonly append: (event: JournalEvent<A>) => E.Either<unknown, unknown>
}

/**
 * Writes the events of a search to a sink before it passes them on, so nobody hears of an episode
 * that is not recorded. Errors with what the sink says where it cannot take one: a search that is
 * not recorded does not go on. Progress passes unwritten. The sink is the caller's to open and
 * close.
 *
 * @example
 * import * as E from 'fp-ts/lib/Either.js'
 * import { accuracy, choice, type JournalEvent, random, struct } from 'rxnas'
 * import { search, tapJournal } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const written: Array<string> = []
 * search({
 *   space,
 *   policy: random(space),
 *   trainer: ({ architecture }) => [{ accuracy: architecture.units / 32 }],
 *   reward: accuracy,
 *   budget: {},
 *   episodes: 2,
 *   batch: 2,
 *   seed: 1,
 * })
 *   .pipe(tapJournal({ append: (event) => E.right(written.push(event._tag)) }))
 *   .subscribe()
 * console.log(written.join(' ')) // Rewarded Rewarded PolicyUpdated
 */
export const tapJournal = <A>(
  sink: EventSink<A>,
): (<Event extends StageEvent>(
  source: Observable<Event> & AfterSearch<Event, 'tapJournal'> & RewardedOf<Event, A>,
) => Observable<Event>) =>
  named('tapJournal')(<Event extends StageEvent>(source: Observable<Event>): Observable<Event> =>
    source.pipe(
      concatMap((event) => {
        // `RewardedOf` has held the compiler to A.
        const recorded = recordedEvent(event) as JournalEvent<A> | undefined
        const written = recorded === undefined ? E.right(undefined) : sink.append(recorded)
        return E.isLeft(written) ? throwError(() => written.left) : of(event)
      }),
    ),
  )
