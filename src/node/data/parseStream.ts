import { parse } from 'csv-parse'
import { pipeline } from 'node:stream/promises'
import { type ParseRecords } from '../../data/index.ts'

/** Parses a file's records as its bytes come, so that its text is never in memory as a whole. */
export const parseStream: ParseRecords = (file, options) =>
  // Every record goes to `on_record`: what is left to read is nothing.
  pipeline(file.chunks(), parse(options).resume())
