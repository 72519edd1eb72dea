import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type TaskEither } from 'fp-ts/lib/TaskEither.js'
import {
  headerDifference,
  type JournalEvent,
  type JournalHeader,
  journalSchema,
} from '../../index.ts'
import { positionOf, type PositionError, type SearchPosition } from '../../../streams/index.ts'
import { type JournalError, journalDamaged, journalOfAnotherSearch } from './JournalError.ts'
import { readJournal } from './readJournal.ts'
import { type RecordedSearch } from './RecordedSearch.ts'

/** Where the search of a journal stands, and where its file ends. */
export interface ReadPosition<A, S> {
  readonly position: SearchPosition<A, S>
  /** Bytes of whole lines. */
  readonly whole: number
  /** Bytes of a torn last line; 0 for none. */
  readonly torn: number
  /** The version that it was written in. */
  readonly schema: number
  /** The last event, and the episodes at the end of the round before it. */
  readonly last: JournalEvent<A> | undefined
  readonly before: number
}

const episodesToRecall = ({ warmStart = [] }: JournalHeader): number =>
  warmStart.reduce((sum, { episodes }) => sum + episodes, 0)

/** Reads a whole journal into where its search stands, or why that search cannot go on in it. */
export const readPosition =
  <A, S>(
    path: string,
    { header, space, policy, reward }: RecordedSearch<A, S>,
  ): TaskEither<JournalError | PositionError, ReadPosition<A, S>> =>
  async () => {
    const fold = positionOf<A, S>(policy, reward)
    let whole = 0
    let torn = 0
    let schema: number = journalSchema
    let last: JournalEvent<A> | undefined
    let before = 0
    let ended = 0
    let number = 0
    let toRecall = 0
    for await (const read of readJournal(path, space)) {
      if (read._tag === 'Stopped') return E.left(read.error)
      if (read._tag === 'Torn') {
        torn = read.bytes
        continue
      }
      const { event } = read.line
      if (event._tag === 'Header') {
        const differences = headerDifference(event, header)
        if (differences.length > 0) return E.left(journalOfAnotherSearch(path, differences))
        schema = read.schema
        toRecall = episodesToRecall(event)
      }
      if (event._tag === 'Recalled') toRecall -= 1
      if (event._tag === 'PolicyUpdated') {
        before = ended
        ended = event.episodes
      }
      fold.add(read.line)
      whole = read.upTo
      last = event
      number = read.number
    }
    // A warm start appears whole, so this is no crash's doing.
    if (toRecall > 0)
      return E.left(
        journalDamaged(path, number, `${toRecall} of the old episodes that it began with are gone`),
      )
    // A file without even a header is that of a search that has only been begun.
    if (last === undefined) fold.add({ at: '', event: header })
    return pipe(
      fold.position(),
      E.map((position) => ({ position, whole, torn, schema, last, before })),
    )
  }
