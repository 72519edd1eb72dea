import { createReadStream } from 'node:fs'

/** A line of a file as bytes, without its end. */
export interface RawLine {
  /** From 1. */
  readonly number: number
  readonly bytes: Buffer
  /** Whether it has its end; the last may not. */
  readonly ended: boolean
  /** Bytes of the file up to and with this line. */
  readonly upTo: number
}

/** The lines of a file, in constant memory. */
export async function* linesOf(path: string): AsyncGenerator<RawLine> {
  let rest: Buffer = Buffer.alloc(0)
  let number = 0
  let upTo = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    // A stream without an encoding gives buffers.
    const buffer = Buffer.concat([rest, chunk as Buffer])
    let start = 0
    for (let end = buffer.indexOf(10); end !== -1; end = buffer.indexOf(10, start)) {
      number += 1
      upTo += end + 1 - start
      yield { number, bytes: buffer.subarray(start, end), ended: true, upTo }
      start = end + 1
    }
    rest = buffer.subarray(start)
  }
  if (rest.length > 0)
    yield { number: number + 1, bytes: rest, ended: false, upTo: upTo + rest.length }
}
