import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  beginJournal as begin,
  type BegunJournal,
  type Beginning as BeginningOfJournal,
  type JournalNotice,
  type JournalOptions,
  type RecordedSearch,
} from '../../node/index.ts'

/** How a search begins: anew, where a journal stopped, or with the episodes of old journals. */
export type Beginning =
  { readonly _tag: 'Anew' } | Exclude<BeginningOfJournal, { readonly _tag: 'New' }>

/** A search's journal, open, and where the search begins. */
export interface Begun<A, S> extends Pick<BegunJournal<A, S>, 'journal' | 'position'> {
  /** What a person should hear of it. */
  readonly words: ReadonlyArray<string>
}

/** What happened to a journal as it was opened, in a line for a person. */
export const describeNotice = (notice: JournalNotice): string => {
  switch (notice._tag) {
    case 'Resumed':
      return `going on after ${notice.episodes} episodes`
    case 'TornLineCut':
      return `cut off a last line that was torn (${notice.bytes} bytes)`
    case 'WarmStarted':
      return `begun from ${notice.episodes} episodes of old journals, ${notice.children} children known`
    case 'EpisodesLeftOut':
      return `${notice.episodes} old episodes are none of this space`
  }
}

/** Opens the journal of a search, and says in lines for a person how it began. */
export const beginJournal = async <A, S>(
  path: string,
  beginning: Beginning,
  search: RecordedSearch<A, S>,
  options: JournalOptions = {},
): Promise<E.Either<string, Begun<A, S>>> =>
  pipe(
    await begin(path, search, beginning._tag === 'Anew' ? { _tag: 'New' } : beginning, options),
    E.bimap(
      ({ message }) => message,
      ({ journal, position, notices }) => ({
        journal,
        position,
        words: notices.map(describeNotice),
      }),
    ),
  )
