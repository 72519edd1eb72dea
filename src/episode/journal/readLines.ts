import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Json, type SearchSpace } from '../../space/index.ts'
import { type Damage } from './Damage.ts'
import { decodeAnyLines, type DecodedLine, decodeLines } from './decodeLines.ts'
import { type JournalLine } from './JournalLine.ts'
import { nextInJournal, startOfJournal } from './journalOrder.ts'
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
    }
  | { readonly _tag: 'Torn'; readonly number: number; readonly bytes: number }
  | { readonly _tag: 'Damaged'; readonly damage: Damage }

async function* inOrder<A>(
  lines: AsyncIterable<DecodedLine<A>>,
): AsyncGenerator<LineRead<A>, void> {
  let order = startOfJournal
  for await (const { number, decoded, ended, bytes, upTo, schema } of lines) {
    if (!ended) {
      yield { _tag: 'Torn', number, bytes }
      return
    }
    const followed = pipe(
      decoded,
      E.bindTo('line'),
      E.bind('next', ({ line }) => nextInJournal(line.event)(order)),
    )
    if (E.isLeft(followed)) {
      yield { _tag: 'Damaged', damage: { line: number, bytes, reason: followed.left } }
      return
    }
    order = followed.right.next
    yield { _tag: 'Line', number, line: followed.right.line, upTo, schema }
  }
}

/**
 * Reads the text of a journal line by line, in constant memory, in whatever version it was written. A
 * last line that a crash has torn is reported and left out; damage anywhere else, or a line that
 * cannot follow the one before it, ends the reading.
 */
export const readLines = <A>(
  chunks: Chunks,
  space: SearchSpace<A>,
): AsyncGenerator<LineRead<A>, void> => inOrder(decodeLines(chunks, space))

/**
 * {@link readLines} where the code of the space is not at hand: architectures keep their encoded form,
 * and are checked as far as the header describes the space.
 */
export const readAnyLines = (chunks: Chunks): AsyncGenerator<LineRead<Json>, void> =>
  inOrder(decodeAnyLines(chunks))
