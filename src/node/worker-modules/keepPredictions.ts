import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Examples, type Task } from '../../core.ts'
import { TestPredictions } from '../../report/index.ts'
import { predictExamples, withProbabilities } from '../../tfjs/index.ts'
import { predictionsFile } from '../model/index.ts'

/** Of more test examples nothing is kept one by one. */
const mostExamples = 200_000

/** Images of so many of the worst examples are kept, where they are no larger than this. */
const keptImages = 12
const mostPixels = 128 * 128

type Rows = ReadonlyArray<ReadonlyArray<number>>

const largest = (row: ReadonlyArray<number>): number =>
  row.reduce((best, value, i) => (value > (row[best] ?? -Infinity) ? i : best), 0)

/** The images of the wrong examples whose true class has the lowest probability. */
const worstImages = (
  { shape, values, scale }: Examples,
  { truth, predicted, trueProbability }: Omit<TestPredictions, 'images'>,
): TestPredictions['images'] => {
  const [height = 0, width = 0, channels = 0] = shape
  const size = height * width * channels
  if (shape.length !== 3 || height * width > mostPixels) return []
  return Array.from(truth, (_, place) => place)
    .filter((place) => truth[place] !== predicted[place])
    .sort((a, b) => (trueProbability[a] ?? 0) - (trueProbability[b] ?? 0))
    .slice(0, keptImages)
    .map((place) => ({
      place,
      pixels: {
        ...{ height, width, channels },
        values: Float32Array.from(
          values.subarray(place * size, (place + 1) * size),
          (value) => value * scale,
        ),
      },
    }))
}

const predictionsOf = (examples: Examples, { target }: Task, rows: Rows): TestPredictions => {
  const truth = Float32Array.from(examples.labels)
  const common = { _tag: 'TestPredictions' as const, truth }
  if (target._tag === 'Number')
    return {
      ...{
        ...common,
        target: 'number',
        predicted: Float32Array.from(rows, ([value = NaN]) => value),
      },
      ...{ probability: new Float32Array(), trueProbability: new Float32Array(), images: [] },
    }
  const predictions = {
    ...{ ...common, target: 'classes' as const, predicted: Float32Array.from(rows, largest) },
    probability: Float32Array.from(rows, (row) => row[largest(row)] ?? NaN),
    trueProbability: Float32Array.from(rows, (row, i) => row[truth[i] ?? -1] ?? NaN),
  }
  return { ...predictions, images: worstImages(examples, predictions) }
}

/**
 * Keeps what a network says of each test example beside it, for its report: classes with their
 * probabilities, numbers as they are scaled. A report can do without, so what goes wrong ends nothing.
 */
export const keepPredictions = async (
  model: tf.LayersModel,
  examples: Examples,
  task: Task,
  folder: string,
): Promise<void> => {
  if (examples.count > mostExamples) return
  const used = task.target._tag === 'Classes' ? withProbabilities(model) : model
  const rows = await predictExamples(used, examples)
  if (E.isLeft(rows)) return
  const text = JSON.stringify(TestPredictions.encode(predictionsOf(examples, task, rows.right)))
  try {
    writeFileSync(join(folder, predictionsFile), `${text}\n`)
  } catch {
    // The report says that they were not kept.
  }
}
