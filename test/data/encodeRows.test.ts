import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { type ColumnEncoding, inFile, type Table } from '../../src/data/index.ts'
import { checkRowMemory } from '../../src/data/table/encodeRows.ts'

describe('a table is refused', () => {
  it('of rows that take more memory as numbers than is held', () => {
    const codes: ReadonlyArray<ColumnEncoding> = [
      { _tag: 'Number', name: 'a', mean: 0, deviation: 1, flagged: true },
      { _tag: 'Category', name: 'city', values: Array.from({ length: 50 }, (_, i) => `c${i}`) },
    ]
    const rows = (count: number): Table => ({
      form: 'CSV',
      columns: [],
      count,
      notes: [],
      place: String,
    })
    expect(checkRowMemory(rows(9_000_000), codes)._tag).toBe('Right')
    expect(E.mapLeft(inFile('big.csv'))(checkRowMemory(rows(10_000_000), codes))).toMatchObject({
      left: {
        message:
          'big.csv has 10000000 rows of 52 numbers, which take 2.1 GB; up to 2 GB are held. Give a part of its rows, or leave out columns of many values, such as city with 50, by --columns city=ignore.',
      },
    })
  })
})
