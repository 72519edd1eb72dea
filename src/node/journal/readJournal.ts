import * as E from 'fp-ts/lib/Either.js'
import { createReadStream } from 'node:fs'
import { type JournalLine, journalLineCodec, type SearchSpace } from '../../index.ts'
import { type JournalError, journalDamaged, journalNotRead } from './JournalError.ts'

/** What reading a journal gives: its lines, and at last perhaps a line that a crash has torn. */
export type JournalRead<A> =
  | { readonly _tag: 'Line'; readonly number: number; readonly line: JournalLine<A> }
  | { readonly _tag: 'Torn'; readonly number: number; readonly bytes: number }
  | { readonly _tag: 'Stopped'; readonly error: JournalError }

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The lines of a file as bytes, without their ends; a last one without an end is told apart. */
async function* linesOf(
  path: string,
): AsyncGenerator<{ readonly bytes: Buffer; readonly ended: boolean }> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(path)) {
    // A stream without an encoding gives buffers.
    let buffer = Buffer.concat([rest, chunk as Buffer])
    for (let end = buffer.indexOf(10); end !== -1; end = buffer.indexOf(10)) {
      yield { bytes: buffer.subarray(0, end), ended: true }
      buffer = buffer.subarray(end + 1)
    }
    rest = buffer
  }
  if (rest.length > 0) yield { bytes: rest, ended: false }
}

/**
 * Reads a journal line by line, in constant memory. A last line that a crash has torn is reported
 * and left out; damage anywhere else stops the reading with the line and the reason.
 */
export async function* readJournal<A>(
  path: string,
  space: SearchSpace<A>,
): AsyncGenerator<JournalRead<A>, void> {
  const codec = journalLineCodec(space)
  let number = 0
  try {
    for await (const { bytes, ended } of linesOf(path)) {
      number += 1
      if (!ended) {
        yield { _tag: 'Torn', number, bytes: bytes.length }
        return
      }
      const parsed = parse(bytes.toString('utf8'))
      const line = codec.decode(parsed)
      const misplaced = E.isRight(line) && (line.right.event._tag === 'Header') !== (number === 1)
      if (E.isLeft(line) || misplaced) {
        const reason =
          parsed === undefined
            ? 'it is no JSON'
            : misplaced
              ? 'a header stands at the first line, and nowhere else'
              : 'it is no event of this search space'
        yield { _tag: 'Stopped', error: journalDamaged(path, number, reason) }
        return
      }
      yield { _tag: 'Line', number, line: line.right }
    }
  } catch (error) {
    yield { _tag: 'Stopped', error: journalNotRead(path, error) }
  }
}
