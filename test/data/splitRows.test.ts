import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RowSplit, splitRows } from '../../src/data/splitRows.ts'

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
