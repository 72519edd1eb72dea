import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { covers, frontOf, gainOf, hypervolume } from '../../src/reward/internal/hypervolume.ts'

const points = (objectives: number) =>
  fc.array(fc.array(fc.nat(4), { minLength: objectives, maxLength: objectives }), { maxLength: 8 })

/** Unit cells above -1 that some point covers, counted one by one. */
const cellsOf = (all: ReadonlyArray<ReadonlyArray<number>>, objectives: number): number =>
  Array.from({ length: 5 ** objectives }, (_, i) =>
    Array.from({ length: objectives }, (__, d) => Math.floor(i / 5 ** d) % 5),
  ).filter((cell) => all.some((point) => covers(point, cell))).length

describe.each([2, 3, 4])('the volume of points of %d objectives', (objectives) => {
  const reference = Array.from({ length: objectives }, () => -1)

  it('is that of the cells they cover, and grows by what a point adds', () => {
    fc.assert(
      fc.property(points(objectives), (all) => {
        expect(hypervolume(reference, all)).toBe(cellsOf(all, objectives))
        const [first, ...others] = all
        fc.pre(first !== undefined)
        expect(gainOf(reference, others, first)).toBe(
          cellsOf(all, objectives) - cellsOf(others, objectives),
        )
      }),
    )
  })

  it('has a front: points that none covers and that cover all, each once', () => {
    fc.assert(
      fc.property(points(objectives), (all) => {
        const front = frontOf(all)
        for (const point of all) expect(front.some((other) => covers(other, point))).toBe(true)
        for (const [i, point] of front.entries())
          expect(front.some((other, j) => i !== j && covers(other, point))).toBe(false)
      }),
    )
  })
})

describe('a point', () => {
  it.each([
    [[1, 2], [1, 2], true],
    [[1, 3], [1, 2], true],
    [[1, 1], [1, 2], false],
    [[2, 1], [1, 2], false],
  ])('%j covers %j: %s', (a, b, does) => expect(covers(a, b)).toBe(does))
})
