import * as E from 'fp-ts/lib/Either.js'
import { concatMap, defer, type MonoTypeOperatorFunction, of, throwError } from 'rxjs'
import { type Policy, type SearchEvent } from '../../core.ts'
import { snapshotDue, snapshotOf } from '../../episode/journal/index.ts'
import { tapJournal } from '../../../streams/index.ts'
import { type JournalError } from './JournalError.ts'
import { type JournalWriter } from './JournalWriter.ts'

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
      const snapshotAfter = (event: SearchEvent<A, S>): E.Either<JournalError, void> => {
        if (event._tag !== 'PolicyUpdated') return E.right(undefined)
        const due = snapshotDue(journal.snapshotEvery, before, event.episodes)
        before = event.episodes
        return policy === undefined || !due
          ? E.right(undefined)
          : journal.append(snapshotOf(policy, event))
      }
      return source.pipe(
        tapJournal(journal),
        concatMap((event) => {
          const written = snapshotAfter(event)
          return E.isLeft(written) ? throwError(() => written.left) : of(event)
        }),
      )
    })
