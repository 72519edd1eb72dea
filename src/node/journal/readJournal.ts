import * as E from 'fp-ts/lib/Either.js'
import {
  nextInJournal,
  type JournalLine,
  type Json,
  type SearchSpace,
  startOfJournal,
} from '../../index.ts'
import { type Recorded } from '../../../streams/index.ts'
import { decodeAnyLines, type DecodedLine, decodeLines } from './decodeLines.ts'
import { type JournalError, journalDamaged, journalNotRead } from './JournalError.ts'

/** What reading a journal gives: its lines, and at last perhaps a line that a crash has torn. */
export type JournalRead<A> =
  | {
      readonly _tag: 'Line'
      readonly number: number
      readonly line: JournalLine<A>
      /** Bytes of the file up to and with this line. */
      readonly upTo: number
      /** The version that the journal was written in. */
      readonly schema: number
    }
  | { readonly _tag: 'Torn'; readonly number: number; readonly bytes: number }
  | { readonly _tag: 'Stopped'; readonly error: JournalError }

async function* inOrder<A>(
  path: string,
  lines: AsyncIterable<DecodedLine<A>>,
): AsyncGenerator<JournalRead<A>, void> {
  let order = startOfJournal
  try {
    for await (const { number, decoded, ended, bytes, upTo, schema } of lines) {
      if (!ended) {
        yield { _tag: 'Torn', number, bytes: bytes.length }
        return
      }
      const followed = E.Chain.chain(decoded, ({ event }) => nextInJournal(event)(order))
      if (E.isLeft(followed)) {
        yield { _tag: 'Stopped', error: journalDamaged(path, number, followed.left) }
        return
      }
      order = followed.right
      // What was followed was decoded.
      if (E.isRight(decoded)) yield { _tag: 'Line', number, line: decoded.right, upTo, schema }
    }
  } catch (error) {
    yield { _tag: 'Stopped', error: journalNotRead(path, error) }
  }
}

/**
 * Reads a journal line by line, in constant memory, in whatever version it was written. A last line
 * that a crash has torn is reported and left out; damage anywhere else, or a line that cannot follow
 * the one before it, stops the reading with the line and the reason.
 */
export const readJournal = <A>(
  path: string,
  space: SearchSpace<A>,
): AsyncGenerator<JournalRead<A>, void> => inOrder(path, decodeLines(path, space))

/**
 * {@link readJournal} where the code of the space is not at hand: architectures keep their encoded
 * form, and are checked as far as the header describes the space.
 */
export const readAnyJournal = (path: string): AsyncGenerator<JournalRead<Json>, void> =>
  inOrder(path, decodeAnyLines(path))

const recordedBy = <A>(read: () => AsyncGenerator<JournalRead<A>, void>): Recorded<A> =>
  async function* () {
    for await (const one of read()) {
      if (one._tag === 'Line') yield one.line
      // Thrown values become the error of the observable that reads it.
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      else if (one._tag === 'Stopped') throw one.error
    }
  }

/**
 * The lines of a journal as `replay` and `rescore` of `rxnas/streams` take them. Reading throws a
 * `JournalError` where it is damaged, and ends before a torn last line.
 *
 * @example
 * import { choice, random, struct } from 'rxnas'
 * import { journalLines } from 'rxnas/node'
 * import { replay } from 'rxnas/streams'
 *
 * const space = struct({ op: choice('conv', 'pool') })
 * replay(journalLines('no-such.jsonl', space), random(space)).subscribe({
 *   error: (error: unknown) => {
 *     console.log(Reflect.get(Object(error), '_tag')) // JournalNotRead
 *   },
 * })
 */
export const journalLines = <A>(path: string, space: SearchSpace<A>): Recorded<A> =>
  recordedBy(() => readJournal(path, space))

/** {@link journalLines} where the code of the space is not at hand. */
export const anyJournalLines = (path: string): Recorded<Json> =>
  recordedBy(() => readAnyJournal(path))
