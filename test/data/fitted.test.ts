import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareArrays } from '../../src/data/arrays/prepareArrays.ts'
import { type DataProblem, type PreparedData } from '../../src/data/index.ts'
import { meanAndDeviation } from '../../src/data/meanAndDeviation.ts'
import { splitOf, splitRows } from '../../src/data/splitRows.ts'
import { prepareTable } from '../../src/data/table/prepareTable.ts'
import { type Cell, type Table } from '../../src/data/table/Table.ts'
import { rowsOf } from './support.ts'

const count = 60
const options = { target: 'y' }
const labels = Array.from({ length: count }, (_, i) => i % 3)
const right = (prepared: {
  _tag: string
  right?: PreparedData
  left?: DataProblem
}): PreparedData => {
  if (prepared.right === undefined) throw new Error(prepared.left?.message)
  return prepared.right
}

const number = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { freq: 8 })
const text = fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { freq: 8 })
const columnOf = (cell: fc.Arbitrary<Cell>) =>
  fc.array(cell, { minLength: count, maxLength: count })
/** Two columns of numbers, one of which may be constant or missing, one of texts. */
const columns = fc.tuple(
  columnOf(number.map((x) => x ?? 0.5)),
  fc.oneof(columnOf(number), fc.constant(Array.from({ length: count }, () => null))),
  columnOf(text),
)
const tableOf = (cells: ReadonlyArray<ReadonlyArray<Cell>>, y: ReadonlyArray<Cell>): Table => ({
  form: 'CSV',
  columns: [...cells, y].map((column, i) => ({
    name: i === cells.length ? 'y' : `f${i}`,
    cells: column,
  })),
  count,
  place: (row) => `row ${row + 1}`,
  notes: [],
})

const { train } = splitRows(count, labels, splitOf(options))
const trained = new Set(train)
/** Values with those of rows that are not trained on taken from others. */
const replaced = <A>(values: ReadonlyArray<A>, others: ReadonlyArray<A>): ReadonlyArray<A> =>
  values.map((value, row) => (trained.has(row) ? value : others[row]!))

describe('what is fitted', () => {
  it('does not know the validation and test rows of a table', () => {
    fc.assert(
      fc.property(columns, columns, (cells, others) => {
        const y = labels.map((label) => `k${label}`)
        const before = right(prepareTable(tableOf(cells, y), options))
        const mixed = cells.map((column, i) => replaced<Cell>(column, others[i]!))
        const after = right(prepareTable(tableOf(mixed, y), options))
        expect(after.preparation).toEqual(before.preparation)
        expect(after.splits.train).toEqual(before.splits.train)
      }),
      { numRuns: 60 },
    )
  })

  it('does not know the validation and test labels of a regression', () => {
    const { train: rows } = splitRows(count, undefined, splitOf(options))
    const kept = new Set(rows)
    const numbers = columnOf(fc.double({ min: -1e9, max: 1e9, noNaN: true }))
    fc.assert(
      fc.property(numbers, numbers, (y, others) => {
        const cells = [Array.from({ length: count }, (_, i) => i % 7)]
        const mixed = y.map((value, row) => (kept.has(row) ? value : others[row]!))
        const task = { ...options, task: 'regression' } as const
        const before = right(prepareTable(tableOf(cells, y), task))
        const after = right(prepareTable(tableOf(cells, mixed), task))
        expect(after.preparation).toEqual(before.preparation)
        expect(after.splits.train).toEqual(before.splits.train)
        expect(after.splits.labelScale).toBe(before.splits.labelScale)
      }),
      { numRuns: 30 },
    )
  })

  it('does not know the validation and test rows of arrays', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
      minLength: count * 4,
      maxLength: count * 4,
    })
    const prepared = (x: ReadonlyArray<number>, shape: ReadonlyArray<number>) =>
      right(
        prepareArrays(
          [
            { name: 'x', shape: [count, ...shape], values: Float64Array.from(x) },
            { name: 'y', shape: [count], values: Float64Array.from(labels) },
          ],
          {},
        ),
      )
    fc.assert(
      fc.property(values, values, fc.constantFrom([4], [2, 2], [2, 2, 1]), (x, others, shape) => {
        const mixed = x.map((value, at) => (trained.has(Math.floor(at / 4)) ? value : others[at]!))
        const before = prepared(x, shape)
        const after = prepared(mixed, shape)
        expect(after.preparation).toEqual(before.preparation)
        expect(after.splits.train).toEqual(before.splits.train)
      }),
      { numRuns: 30 },
    )
  })

  it('makes training columns of mean 0 and deviation 1', () => {
    fc.assert(
      fc.property(columnOf(fc.double({ min: -1e9, max: 1e9, noNaN: true })), (cells) => {
        fc.pre(new Set(train.map((row) => Number(cells[row]))).size > 1)
        const rows = rowsOf(
          right(prepareTable(tableOf([cells], labels.map(String)), options)).splits.train,
        )
        const mean = rows.reduce((sum, [x = NaN]) => sum + x, 0) / rows.length
        const square = rows.reduce((sum, [x = NaN]) => sum + x * x, 0) / rows.length
        expect(mean).toBeCloseTo(0, 4)
        expect(square).toBeCloseTo(1, 4)
      }),
    )
  })
})

describe('meanAndDeviation', () => {
  const of = (values: ReadonlyArray<number>) => meanAndDeviation(values.length, (i) => values[i]!)

  it('is right for numbers of any size', () => {
    expect(of([1, 2, 3, 4])).toEqual({ mean: 2.5, deviation: Math.sqrt(1.25) })
    // Times in seconds: their squares do not tell them apart.
    const times = of([1.7e9, 1.7e9 + 2])
    expect(times).toEqual({ mean: 1.7e9 + 1, deviation: 1 })
    const tiny = of([1e-9, 3e-9])
    expect(tiny.mean).toBeCloseTo(2e-9, 20)
    expect(tiny.deviation).toBeCloseTo(1e-9, 20)
    expect(of([-1.7e308, 1.7e308])).toEqual({ mean: 0, deviation: 1.7e308 })
  })

  it('divides by one where all are equal', () => {
    expect(of([0.1, 0.1, 0.1])).toEqual({ mean: 0.1, deviation: 1 })
    expect(of([])).toEqual({ mean: 0, deviation: 1 })
    expect(of([0, 5e-324])).toEqual({ mean: 0, deviation: 1 })
  })

  it('is finite for finite numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (values) => {
        const { mean, deviation } = of(values)
        expect(Number.isFinite(mean)).toBe(true)
        expect(Number.isFinite(deviation) && deviation > 0).toBe(true)
      }),
    )
  })
})
