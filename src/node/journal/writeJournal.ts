import * as E from 'fp-ts/lib/Either.js'
import { concatMap, type MonoTypeOperatorFunction, of, throwError } from 'rxjs'
import { type JournalEvent, type SearchEvent } from '../../index.ts'
import { type JournalWriter } from './openJournal.ts'

/** What a journal holds of an event: nothing of a progress, a round's end without its state. */
const toJournal = <A, S>(event: SearchEvent<A, S>): JournalEvent<A> | undefined => {
  switch (event._tag) {
    case 'Progress':
      return undefined
    case 'Rewarded':
      return event
    case 'PolicyUpdated': {
      const { _tag, round, episodes, figures } = event
      return { _tag, round, episodes, figures }
    }
  }
}

/**
 * Writes the events of a search to a journal before it passes them on. Errors with a `JournalError`
 * where one cannot be written: a search that is not recorded does not go on.
 */
export const writeJournal = <A, S>(
  journal: JournalWriter<A>,
): MonoTypeOperatorFunction<SearchEvent<A, S>> =>
  concatMap((event) => {
    const recorded = toJournal(event)
    const written = recorded === undefined ? E.right(undefined) : journal.append(recorded)
    return E.isLeft(written) ? throwError(() => written.left) : of(event)
  })
