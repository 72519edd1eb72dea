import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { storedPredictions } from '../../../src/node/report/storedPredictions.ts'
import { type StoredResult } from '../../../src/node/index.ts'
import { TestPredictions } from '../../../src/report/index.ts'

const model = mkdtempSync(join(tmpdir(), 'rxnas-predictions-'))
afterAll(() => {
  rmSync(model, { recursive: true, force: true })
})

const classes = { _tag: 'Classes', names: ['a', 'b'] }
const number = { _tag: 'Number', mean: 100, deviation: 10 }

/** As much of a card as predictions are read by. */
const resultOf = (target: object, test = 2): StoredResult =>
  ({ model, card: { data: { test }, preparation: { target } } }) as unknown as StoredResult

const column = (...values: ReadonlyArray<number>): Float32Array => Float32Array.from(values)

const good: TestPredictions = {
  ...{ _tag: 'TestPredictions', target: 'classes', truth: column(0, 1), predicted: column(0, 0) },
  ...{ probability: column(0.9, 0.6), trueProbability: column(0.9, 0.4) },
  images: [{ place: 1, pixels: { height: 1, width: 1, channels: 1, values: column(0.5) } }],
}
const numbers: TestPredictions = {
  ...{ ...good, target: 'number', truth: column(-1, 1), predicted: column(0, 0.5), images: [] },
  ...{ probability: column(), trueProbability: column() },
}

const read = (predictions: TestPredictions, target: object): TestPredictions | undefined => {
  writeFileSync(
    join(model, 'test-predictions.json'),
    JSON.stringify(TestPredictions.encode(predictions)),
  )
  return storedPredictions(resultOf(target))
}

describe('predictions that were kept beside a network', () => {
  it('are read as they are, numbers in the units of the data', () => {
    expect(read(good, classes)).toEqual(good)
    const { truth, predicted } = read(numbers, number) ?? numbers
    expect([[...truth], [...predicted]]).toEqual([
      [90, 110],
      [100, 105],
    ])
  })

  it.each([
    ['a class that there is not', { truth: column(0, 1e9) }],
    ['a class between two', { predicted: column(0.5, 0) }],
    ['no number', { probability: column(NaN, 1) }],
    ['more examples than were tested', { truth: column(0, 1, 1) }],
    ['a column too short', { predicted: column(0) }],
    [
      'an image that is not whole',
      { images: [{ place: 0, pixels: { height: 9, width: 9, channels: 1, values: column(1) } }] },
    ],
    [
      'an image that is too large',
      { images: [{ place: 0, pixels: { height: 1e9, width: 0, channels: 1, values: column() } }] },
    ],
  ])('with %s are those of another network, and not shown', (_, changed) => {
    expect(read({ ...good, ...changed }, classes)).toBeUndefined()
  })

  it('of classes are none of a network of numbers, and text is none at all', () => {
    expect(read(good, number)).toBeUndefined()
    writeFileSync(join(model, 'test-predictions.json'), '{"_tag": "TestPredictions"')
    expect(storedPredictions(resultOf(classes))).toBeUndefined()
  })
})
