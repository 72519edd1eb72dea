import { describe, expect, it } from 'vitest'
import { loaded, messageOf, penguins, rowsOf, scratch } from './support.ts'

const { write } = scratch()

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
