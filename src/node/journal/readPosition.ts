import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type TaskEither } from 'fp-ts/lib/TaskEither.js'
import {
  type Dropped,
  headerDifference,
  type JournalEvent,
  type JournalHeader,
  type JournalOrder,
  journalSchema,
  type MachineKind,
  nextInJournal,
  startOfChain,
  startOfJournal,
} from '../../core.ts'
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
  /** Its lines, and where they stand. */
  readonly lines: number
  readonly order: JournalOrder
  /** The hash of the last line. */
  readonly chain: string
  /** Episodes that an older version does not have, and does not say why. */
  readonly missing: number
  /** What it was last written on; `undefined` where that is not known. */
  readonly machine: MachineKind | undefined
  /** The last event that the search made, and the episodes at the end of the round before it. */
  readonly last: JournalEvent<A> | undefined
  readonly before: number
}

/** Whether an event tells of something beside the search. */
const isAside = ({ _tag }: JournalEvent<unknown>): boolean =>
  _tag === 'Command' || _tag === 'MachineChanged' || _tag === 'Completed'

const episodesToRecall = ({ warmStart = [] }: JournalHeader): number =>
  warmStart.reduce((sum, { episodes }) => sum + episodes, 0)

const lost = ({ first, last }: Dropped): string =>
  first === last
    ? `episode ${first} is missing before it`
    : `the episodes ${first} to ${last} are missing before it`

/** Where a journal stands after one more of its events, which stand in order. */
const after = (order: JournalOrder, event: JournalEvent<unknown>): JournalOrder =>
  pipe(
    nextInJournal(event)(order),
    E.getOrElse(() => order),
  )

/** Reads a whole journal into where its search stands, or why that search cannot go on in it. */
export const readPosition =
  <A, S>(
    path: string,
    { header, space, policy, reward, drops = true }: RecordedSearch<A, S>,
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
    let order = startOfJournal
    let chain = startOfChain
    let missing = 0
    let machine: MachineKind | undefined
    for await (const read of readJournal(path, space)) {
      if (read._tag === 'Stopped') return E.left(read.error)
      if (read._tag === 'Torn') {
        torn = read.bytes
        continue
      }
      whole = read.upTo
      number = read.number
      chain = read.chain ?? startOfChain
      if (read._tag === 'Skipped') continue
      const { event } = read.line
      if (event._tag === 'Header') {
        const differences = headerDifference(event, header)
        if (differences.length > 0) return E.left(journalOfAnotherSearch(path, differences))
        schema = read.schema
        toRecall = episodesToRecall(event)
        machine = event.machine
      }
      if (event._tag === 'MachineChanged') machine = event.machine
      if (event._tag === 'Dropped' && read.schema < journalSchema) {
        if (!drops) return E.left(journalDamaged(path, read.number, lost(event)))
        missing += event.last - event.first + 1
      }
      if (event._tag === 'Recalled') toRecall -= 1
      if (event._tag === 'PolicyUpdated') {
        before = ended
        ended = event.episodes
      }
      fold.add(read.line)
      order = after(order, event)
      if (!isAside(event)) last = event
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
      E.map((position) => ({
        ...{ position, whole, torn, schema, last, before },
        ...{ lines: number, order, chain, missing, machine },
      })),
    )
  }
