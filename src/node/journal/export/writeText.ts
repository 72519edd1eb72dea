import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isStream } from '../../files/index.ts'

/** Writes a text that comes in pieces to a new file, or to a stream. */
export const writeText = (pieces: AsyncIterable<string>, to: string): Promise<void> =>
  pipeline(Readable.from(pieces), createWriteStream(to, { flags: isStream(to) ? 'w' : 'wx' }))
