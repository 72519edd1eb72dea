import * as E from 'fp-ts/lib/Either.js'
import {
  continueJournal,
  openJournal,
  type JournalOptions,
  type JournalWriter,
  warmJournal,
  type WarmParts,
} from '../../node/index.ts'
import { type SearchPosition, startPosition } from '../../../streams/index.ts'

/** How a search begins: anew, where a journal stopped, or with the episodes of old journals. */
export type Beginning =
  | { readonly _tag: 'Anew' }
  | { readonly _tag: 'Resumed' }
  | { readonly _tag: 'Warm'; readonly from: ReadonlyArray<string> }

/** A search's journal, open, and where the search begins. */
export interface Begun<A, S> {
  readonly journal: JournalWriter<A>
  readonly position: SearchPosition<A, S>
  /** What a person should hear of it. */
  readonly words: ReadonlyArray<string>
}

const told = E.mapLeft(({ message }: { readonly message: string }) => message)

/**
 * Opens the journal of a search, however it begins. The search is then
 * `resume(position, options)` of streams, written by `writeJournal(journal, policy)`.
 */
export const beginJournal = async <A, S>(
  path: string,
  beginning: Beginning,
  parts: WarmParts<A, S>,
  options: JournalOptions = {},
): Promise<E.Either<string, Begun<A, S>>> => {
  const { header, space, policy } = parts
  switch (beginning._tag) {
    case 'Anew':
      return E.Functor.map(told(openJournal(path, header, space, options)), (journal) => ({
        journal,
        position: startPosition(policy, header.seed),
        words: [],
      }))
    case 'Resumed':
      return E.Functor.map(
        told(await continueJournal(path, parts, options)),
        ({ journal, position, cut }) => ({
          journal,
          position,
          words: [
            `going on after ${position.episodes} episodes`,
            ...(cut === 0 ? [] : [`cut off a last line that was torn (${cut} bytes)`]),
          ],
        }),
      )
    case 'Warm':
      return E.Functor.map(
        told(await warmJournal(path, parts, beginning.from, options)),
        ({ journal, position, recalled, left }) => ({
          journal,
          position,
          words: [
            `begun from ${recalled} episodes of old journals, ${position.trained.size} children known`,
            ...(left === 0 ? [] : [`${left} old episodes are none of this space`]),
          ],
        }),
      )
  }
}
