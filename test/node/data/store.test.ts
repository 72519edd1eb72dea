import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStored, readStoredTask, storeSplits } from '../../../src/node/data/index.ts'
import { type Examples, type Splits } from '../../../src/tfjs/index.ts'
import { loaded, penguins, scratch } from './support.ts'

const { folder, path, write } = scratch()
const parts = ['train', 'validation', 'test'] as const

const stored = (name: string, splits: Splits): string => {
  const hash = storeSplits(path(name), splits)
  if (hash._tag === 'Left') throw new Error(hash.left.message)
  return hash.right
}

describe('storeSplits', () => {
  it('keeps a data set as it is', async () => {
    for (const [name, options] of [
      ['classes', { target: 'species' }],
      ['numbers', { target: 'year', task: 'regression' }],
    ] as const) {
      const { splits } = await loaded(penguins, options)
      expect(stored(name, splits)).toMatch(/^[0-9a-f]{64}$/)
      for (const part of parts)
        expect(readStored(path(name), part)).toEqual({ _tag: 'Right', right: splits[part] })
      const { task, labelScale } = splits
      expect(readStoredTask(path(name))).toEqual({
        _tag: 'Right',
        right: { task, ...(labelScale === undefined ? {} : { labelScale }) },
      })
    }
  })

  it('keeps bytes and numbers of any shape and value', () => {
    const examples = fc
      .tuple(fc.nat(5), fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }))
      .chain(([count, shape]) => {
        const size = count * shape.reduce((a, b) => a * b, 1)
        const exactly = (length: number) => ({ minLength: length, maxLength: length })
        return fc.record<Examples>({
          count: fc.constant(count),
          shape: fc.constant(shape),
          scale: fc.constantFrom(1, 1 / 255),
          values: fc.oneof(fc.uint8Array(exactly(size)), fc.float32Array(exactly(size))),
          labels: fc.oneof(fc.int32Array(exactly(count)), fc.float32Array(exactly(count))),
        })
      })
    const task = { input: [1], target: { _tag: 'Number' } } as const
    fc.assert(
      fc.property(examples, examples, examples, (train, validation, test) => {
        const splits = { train, validation, test, task }
        stored('any', splits)
        for (const part of parts)
          expect(readStored(path('any'), part)).toEqual({ _tag: 'Right', right: splits[part] })
      }),
      { numRuns: 30 },
    )
  })

  it('gives one hash to equal data, another to other data', async () => {
    const { splits } = await loaded(penguins, { target: 'species' })
    const hash = stored('first', splits)
    expect(stored('second', splits)).toBe(hash)
    const values = Float32Array.from(splits.test.values)
    values[0]! += 1
    expect(stored('third', { ...splits, test: { ...splits.test, values } })).not.toBe(hash)
    expect(stored('fourth', { ...splits, labelScale: 2 })).not.toBe(hash)
  })

  it('says where it cannot write', async () => {
    const { splits } = await loaded(penguins, { target: 'species' })
    const file = write('a-file', 'x')
    expect(storeSplits(join(file, 'below'), splits)).toMatchObject({
      left: {
        _tag: 'NoData',
        message: expect.stringContaining(
          `The prepared data could not be kept in ${file}/below: `,
        ) as string,
      },
    })
  })
})

describe('what is damaged', () => {
  it('is told', async () => {
    const { splits } = await loaded(penguins, { target: 'species' })
    stored('damaged', splits)
    const file = path('damaged/train.bin')
    const whole = readFileSync(file)
    const bad = {
      left: { message: `${file} is no stored part of a data set, or is damaged.` },
    }
    for (const size of [whole.length - 1, whole.length - 4 * splits.train.count, 100, 3, 0]) {
      truncateSync(file, size)
      expect(readStored(path('damaged'), 'train')).toMatchObject(bad)
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.from([0])]))
    expect(readStored(path('damaged'), 'train')).toMatchObject(bad)
    expect(readStored(folder, 'test')).toMatchObject({
      left: { message: expect.stringMatching(/test\.bin does not exist\./) as string },
    })
    const about = write('damaged/about.json', '{')
    expect(readStoredTask(path('damaged'))).toMatchObject({
      left: { message: `${about} is no stored data set.` },
    })
    write('damaged/about.json', '{}')
    expect(readStoredTask(path('damaged'))).toMatchObject({
      left: { message: `${about} is no stored data set.` },
    })
  })
})
