import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Writes a text that comes in pieces to a new file. */
export const writeText = (pieces: AsyncIterable<string>, to: string): Promise<void> =>
  pipeline(Readable.from(pieces), createWriteStream(to, { flags: 'wx' }))
