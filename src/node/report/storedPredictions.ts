import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { join } from 'node:path'
import { TestPredictions } from '../../report/index.ts'
import { readRegularText } from '../files/index.ts'
import { predictionsFile } from '../model/index.ts'
import { type StoredResult } from './storedResult.ts'

/** The largest file of predictions that is read, in bytes. */
const limit = 32e6
const longestSide = 256

/** Whether predictions are of as many examples and classes as their card tells, and their images whole. */
const fits =
  (examples: number, classes: number) =>
  ({
    target,
    truth,
    predicted,
    probability,
    trueProbability,
    images,
  }: TestPredictions): boolean => {
    const isClass = (value: number): boolean =>
      Number.isInteger(value) && value >= 0 && value < classes
    const columns =
      target === 'classes' ? [truth, predicted, probability, trueProbability] : [truth, predicted]
    return (
      (target === 'classes') === classes > 0 &&
      columns.every((column) => column.length === examples && column.every(Number.isFinite)) &&
      (target === 'number' || [...truth, ...predicted].every(isClass)) &&
      images.every(
        ({ pixels: { height, width, channels, values } }) =>
          [height, width, channels].every((size) => Number.isInteger(size) && size > 0) &&
          Math.max(height, width) <= longestSide &&
          values.length === height * width * channels,
      )
    )
  }

/** What the network of a search said of each test example, in the data's own units; `undefined` where that was not kept. */
export const storedPredictions = ({ model, card }: StoredResult): TestPredictions | undefined => {
  const { target } = card.preparation
  return pipe(
    readRegularText(join(model, predictionsFile), { limit, followLinks: false }),
    E.flatMap((text) =>
      E.tryCatch(
        () => JSON.parse(text) as unknown,
        () => 'is no JSON',
      ),
    ),
    E.flatMap((json) =>
      pipe(
        TestPredictions.decode(json),
        E.mapLeft(() => 'holds no predictions'),
      ),
    ),
    E.filterOrElse(
      fits(card.data.test, target._tag === 'Classes' ? target.names.length : 0),
      () => 'is of another network',
    ),
    E.map((predictions) => {
      if (target._tag === 'Classes') return predictions
      const unscaled = (column: Float32Array): Float32Array =>
        column.map((value) => value * target.deviation + target.mean)
      return {
        ...predictions,
        truth: unscaled(predictions.truth),
        predicted: unscaled(predictions.predicted),
      }
    }),
    E.getOrElse((): TestPredictions | undefined => undefined),
  )
}
