import { createReadStream } from 'node:fs'
import { type Chunks } from '../../episode/journal/index.ts'

/** The bytes of a file in pieces. What cannot be read is thrown as they are read. */
export const chunksOf = (path: string): Chunks =>
  // A stream without an encoding gives buffers.
  createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>
