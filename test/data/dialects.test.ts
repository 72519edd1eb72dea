import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fileOfBytes, fileReaders, parseWhole, readerOf, type Table } from '../../src/data/index.ts'
import { type ReadingOptions } from '../../src/data/DataOptions.ts'
import { fuzzSeed } from '../support/fuzz-seed.ts'
import { decideNumbers } from '../../src/data/table/decideNumbers.ts'
import { missingIn, tableWithoutMissing } from '../../src/data/table/missing.ts'
import {
  knownTable,
  type KnownTable,
  writeTable,
  type WrittenDialect,
  writtenDialect,
} from './dialects.ts'

const numRuns = Number(process.env['RXNAS_FUZZ_RUNS'] ?? 1500)

const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const
const quotes = { '"': 'double', "'": 'single', none: 'none' } as const
const marks = {
  '': 'none',
  ',': 'comma',
  '.': 'point',
  ' ': 'space',
  '\u00a0': 'space',
  '\u202f': 'space',
  "'": 'apostrophe',
  '\u2019': 'apostrophe',
} as const
const encodings = {
  utf8: 'utf-8',
  'utf8-mark': 'utf-8',
  'utf16le-mark': 'utf-16le',
  utf16le: 'utf-16le',
  'utf16be-mark': 'utf-16be',
  'windows-1252': 'windows-1252',
} as const

/** The settings by which a dialect is told. */
const settingsOf = (dialect: WrittenDialect): ReadingOptions => ({
  encoding: encodings[dialect.encoding],
  delimiter: delimiters[dialect.delimiter],
  quote: quotes[dialect.quote],
  header: dialect.hasHeader ? 'yes' : 'no',
  skipLines: dialect.comments + (dialect.separatorLine ? 1 : 0),
  missing: [dialect.missing],
  decimal: dialect.numbers.decimal === '.' ? 'point' : 'comma',
  thousands: marks[dialect.numbers.thousands],
})

/** A dialect that its file tells itself. */
const plain = (dialect: WrittenDialect): WrittenDialect => ({
  ...dialect,
  hasHeader: true,
  quote: dialect.quote === "'" ? '"' : dialect.quote,
})

const readers = fileReaders(parseWhole)

const read = async (
  bytes: Uint8Array,
  options: ReadingOptions,
): Promise<E.Either<string, Table>> => {
  const table = await readerOf(readers, 'a.csv')?.readTable?.(
    fileOfBytes('a.csv', bytes),
    () => true,
    options,
  )()
  if (table === undefined) throw new Error('no reader')
  return E.mapLeft(({ message }: { readonly message: string }) => message)(table)
}

/** What differs between the table that was written and the one that was read; nothing where they are equal. */
const difference = (
  { names, rows }: KnownTable,
  raw: Table,
  options: ReadingOptions,
  hasHeader: boolean,
): string | undefined => {
  const isGuessed = raw.notes.some((note) => note.includes('is read as'))
  const table = tableWithoutMissing(raw, missingIn(options.missing), undefined)
  const written = rows.filter((row) => row.some((cell) => cell !== null))
  if (table.count !== written.length) return `${table.count} rows for ${written.length}`
  const numbers = decideNumbers(table, table.columns, { options })
  for (const [i, name] of names.entries()) {
    const column = table.columns[i]
    if (column === undefined) return `no column ${name}`
    if (hasHeader && column.name !== name && !isGuessed) return `${column.name} for ${name}`
    const own = numbers.get(column.name)
    if (own === undefined || own.doubt !== undefined || own.mixed !== undefined) continue
    for (const [at, row] of written.entries()) {
      const [before, after] = [row[i] ?? null, column.cells[at] ?? null]
      const isAlike =
        typeof before === 'number'
          ? own.read(after) === before
          : before === null
            ? after === null || after === ''
            : isGuessed || String(after) === before
      if (!isAlike)
        return `column ${name}, row ${at}: ${String(after)} is ${String(own.read(after))} for ${String(before)}`
    }
  }
  return undefined
}

it(`a table in any dialect is read as it was written, or refused (RXNAS_FUZZ_SEED=${fuzzSeed})`, async () => {
  const outcomes = { read: 0, refused: 0, impossible: 0 }
  await fc.assert(
    fc.asyncProperty(knownTable, writtenDialect, async (table, any) => {
      const dialect = any.isTold ? any : plain(any)
      const bytes = writeTable(table, dialect)
      if (bytes === undefined) {
        outcomes.impossible++
        return
      }
      const options = dialect.isTold ? settingsOf(dialect) : {}
      const found = await read(bytes, options)
      if (E.isLeft(found)) {
        outcomes.refused++
        expect(found.left).toMatch(/^(?:has|is|opens|holds) .*\.$/s)
        // What is told in full is read.
        expect(dialect.isTold, found.left).toBe(false)
        return
      }
      outcomes.read++
      expect(difference(table, found.right, options, dialect.hasHeader)).toBeUndefined()
    }),
    { seed: fuzzSeed, numRuns },
  )
  expect(outcomes.read).toBeGreaterThan(outcomes.refused)
})
