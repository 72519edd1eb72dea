import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { describeSpace, type Json, type SearchSpace } from '../../space/index.ts'
import { type Damage } from './Damage.ts'
import { decodeAnyLines, type DecodedLine, decodeLines } from './decodeLines.ts'
import { differences, type HeaderDifference } from './headerDifference.ts'
import { type JournalLine } from './JournalLine.ts'
import { follow, type Followed, type JournalOrder, startOfJournal } from './journalOrder.ts'
import { type Chunks } from './splitLines.ts'

/** What reading a journal's text gives: its lines, and at last perhaps one that is torn, or damage. */
export type LineRead<A> =
  | {
      readonly _tag: 'Line'
      readonly number: number
      readonly line: JournalLine<A>
      /** Bytes up to and with this line. */
      readonly upTo: number
      /** The version that the journal was written in. */
      readonly schema: number
      /** The hash that the line ends in; of an older version it has none. */
      readonly chain: string | undefined
    }
  /** An event of a version to come, which says that it may be skipped. */
  | {
      readonly _tag: 'Skipped'
      readonly number: number
      readonly upTo: number
      readonly chain: string | undefined
    }
  | { readonly _tag: 'Torn'; readonly number: number; readonly bytes: number }
  | { readonly _tag: 'Damaged'; readonly damage: Damage }
  /** The first line says that the search was in another space than it is to be read by. */
  | { readonly _tag: 'OfAnotherSpace'; readonly differences: ReadonlyArray<HeaderDifference> }

/** What the event of a line comes to, `undefined` for one that is skipped. */
const followed = <A>(
  { decoded, schema }: DecodedLine<A>,
  order: JournalOrder,
): E.Either<string, (Followed<A> & { readonly at: string }) | undefined> =>
  pipe(
    decoded,
    E.flatMap((line) =>
      line === undefined
        ? E.right(undefined)
        : pipe(
            follow(line.event, schema)(order),
            E.map((next) => ({ ...next, at: line.at })),
          ),
    ),
  )

async function* inOrder<A>(
  lines: AsyncIterable<DecodedLine<A>>,
  space?: Json,
): AsyncGenerator<LineRead<A>, void> {
  let order = startOfJournal
  for await (const read of lines) {
    const { number, ended, bytes, upTo, schema, chain } = read
    if (!ended) {
      yield { _tag: 'Torn', number, bytes }
      return
    }
    const next = followed(read, order)
    if (E.isLeft(next)) {
      yield { _tag: 'Damaged', damage: { line: number, bytes, reason: next.left } }
      return
    }
    if (next.right === undefined) {
      yield { _tag: 'Skipped', number, upTo, chain }
      continue
    }
    order = next.right.order
    const { at, events } = next.right
    for (const event of events) {
      const others =
        event._tag === 'Header' && space !== undefined
          ? differences('space', event.space, space)
          : []
      if (others.length > 0) {
        yield { _tag: 'OfAnotherSpace', differences: others }
        return
      }
      yield { _tag: 'Line', number, line: { at, event }, upTo, schema, chain }
    }
  }
}

/**
 * Reads the text of a journal line by line, in constant memory, in whatever version it was written. A
 * last line that a crash has torn is reported and left out; damage anywhere else, or a line that
 * cannot follow the one before it, ends the reading, and so does a header of another space.
 */
export const readLines = <A>(
  chunks: Chunks,
  space: SearchSpace<A>,
): AsyncGenerator<LineRead<A>, void> => inOrder(decodeLines(chunks, space), describeSpace(space))

/**
 * {@link readLines} where the code of the space is not at hand: architectures keep their encoded form,
 * and are checked as far as the header describes the space.
 */
export const readAnyLines = (chunks: Chunks): AsyncGenerator<LineRead<Json>, void> =>
  inOrder(decodeAnyLines(chunks))
