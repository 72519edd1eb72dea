import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RowSplit, splitRows } from '../../../src/data/splitRows.ts'
import { loaded, messageOf, penguins, rowsOf, scratch } from './support.ts'

const { write } = scratch()
const partsOf = ({ train, validation, test }: RowSplit) => [train, validation, test] as const

const fraction = fc.double({ min: 0.01, max: 0.49, noNaN: true })
const how = fc.record({ validation: fraction, test: fraction, seed: fc.nat() })

/** Classes of three rows or more, in any order. */
const classes = fc
  .array(fc.integer({ min: 3, max: 40 }), { minLength: 2, maxLength: 6 })
  .chain((sizes) =>
    fc.shuffledSubarray(
      sizes.flatMap((size, label) => Array.from({ length: size }, () => label)),
      { minLength: sizes.reduce((a, b) => a + b, 0) },
    ),
  )

describe('splitRows', () => {
  it('puts every row in one part, in order', () => {
    fc.assert(
      fc.property(
        fc.option(classes),
        fc.integer({ min: 3, max: 200 }),
        how,
        (labels, n, options) => {
          const count = labels?.length ?? n
          const parts = partsOf(splitRows(count, labels ?? undefined, options))
          const all = parts.flatMap((rows) => [...rows])
          expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i))
          for (const rows of parts) {
            expect(rows.length).toBeGreaterThan(0)
            expect([...rows]).toEqual([...rows].sort((a, b) => a - b))
          }
        },
      ),
    )
  })

  it('puts every class in every part, in the proportion that is asked for', () => {
    fc.assert(
      fc.property(classes, how, (labels, options) => {
        const parts = partsOf(splitRows(labels.length, labels, options))
        for (const label of new Set(labels)) {
          const size = labels.filter((other) => other === label).length
          const [train = 0, validation = 0, test = 0] = parts.map(
            (rows) => rows.filter((row) => labels[row] === label).length,
          )
          expect(Math.min(train, validation, test)).toBeGreaterThan(0)
          // Rounding, and one for each part at least.
          expect(Math.abs(validation - size * options.validation)).toBeLessThanOrEqual(1.5)
          expect(Math.abs(test - size * options.test)).toBeLessThanOrEqual(1.5)
        }
      }),
    )
  })

  it('is told by its seed', () => {
    fc.assert(
      fc.property(classes, how, (labels, options) => {
        expect(splitRows(labels.length, labels, options)).toEqual(
          splitRows(labels.length, labels, options),
        )
      }),
    )
    const split = (seed: number) =>
      splitRows(300, undefined, { validation: 0.15, test: 0.15, seed })
    expect(split(1).test).not.toEqual(split(2).test)
    expect(split(1).validation).not.toEqual(split(2).validation)
  })

  it('does not depend on how many other classes there are', () => {
    const options = { validation: 0.2, test: 0.2, seed: 3 }
    const alone = splitRows(50, new Int32Array(50), options)
    const among = splitRows(
      80,
      Int32Array.from({ length: 80 }, (_, i) => (i < 50 ? 0 : 1)),
      options,
    )
    expect([...among.test].filter((row) => row < 50)).toEqual([...alone.test])
  })
})

describe('the split of a data set', () => {
  it('is the same for a seed, and another for another', async () => {
    const first = await loaded(penguins, { target: 'species' })
    expect(await loaded(penguins, { target: 'species', splitSeed: 1 })).toEqual(first)
    const other = await loaded(penguins, { target: 'species', splitSeed: 2 })
    expect(other.splits.task).toEqual(first.splits.task)
    expect(rowsOf(other.splits.test)).not.toEqual(rowsOf(first.splits.test))
  })

  it('takes the parts that are asked for', async () => {
    const { splits } = await loaded(penguins, { target: 'species', validation: 0.25, test: 0.5 })
    expect([splits.train.count, splits.validation.count, splits.test.count]).toEqual([86, 86, 172])
  })

  it('refuses parts that leave nothing', async () => {
    for (const [validation, test] of [
      [0.5, 0.5],
      [0, 0.2],
      [0.2, 0],
      [0.9, 0.2],
      [NaN, 0.2],
    ] as const)
      expect(await messageOf(penguins, { target: 'species', validation, test })).toBe(
        `A part of ${validation} to validate and one of ${test} to test cannot be split off: each should be above 0, and both together below 1, so that some is left to train.`,
      )
  })

  it('makes parts of ten rows', async () => {
    const rows = Array.from({ length: 10 }, (_, i) => `${i * i},${i}.5`)
    const { splits } = await loaded(write('ten.csv', ['a,y', ...rows].join('\n')), { target: 'y' })
    expect([splits.train.count, splits.validation.count, splits.test.count]).toEqual([6, 2, 2])
  })
})
