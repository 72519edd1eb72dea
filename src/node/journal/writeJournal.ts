import * as E from 'fp-ts/lib/Either.js'
import { concatMap, defer, type MonoTypeOperatorFunction, of, throwError } from 'rxjs'
import { type JournalEvent, type Json, type Policy, type SearchEvent } from '../../index.ts'
import { type JournalWriter, snapshotDue } from './JournalWriter.ts'

/**
 * Writes the events of a search to a journal before it passes them on, and now and then a snapshot of
 * the policy where it is given: a search with snapshots resumes in a time that does not grow with
 * its length. Errors with a `JournalError` where an event cannot be written: a search that is not
 * recorded does not go on.
 */
export const writeJournal =
  <A, S>(
    journal: JournalWriter<A>,
    policy?: Policy<S>,
  ): MonoTypeOperatorFunction<SearchEvent<A, S>> =>
  (source) =>
    defer(() => {
      let before = journal.episodes

      /** What a journal holds of an event: nothing of a progress, a round's end without its state. */
      const toJournal = (event: SearchEvent<A, S>): ReadonlyArray<JournalEvent<A>> => {
        switch (event._tag) {
          case 'Progress':
            return []
          case 'Rewarded':
            return [event]
          case 'PolicyUpdated': {
            const { _tag, round, episodes, figures, state } = event
            const due = snapshotDue(journal.snapshotEvery, before, episodes)
            before = episodes
            return [
              { _tag, round, episodes, figures },
              ...(policy === undefined || !due ? [] : [snapshotOf(policy, round, episodes, state)]),
            ]
          }
        }
      }

      return source.pipe(
        concatMap((event) => {
          for (const recorded of toJournal(event)) {
            const written = journal.append(recorded)
            if (E.isLeft(written)) return throwError(() => written.left)
          }
          return of(event)
        }),
      )
    })

/** The snapshot of a policy's state after a round. */
export const snapshotOf = <S>(
  policy: Policy<S>,
  round: number,
  episodes: number,
  state: S,
): JournalEvent<never> => ({
  _tag: 'Snapshot',
  round,
  episodes,
  // What a policy's codec encodes is JSON.
  state: policy.codec.encode(state) as Json,
})
