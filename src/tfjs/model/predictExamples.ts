import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Examples } from '../../task/index.ts'
import { readBatch, shapeRead } from '../training/readBatch.ts'
import { showShape } from './misfit.ts'

/** Why a network says nothing of examples. */
export interface PredictionError {
  readonly _tag: 'PredictionError'
  readonly message: string
}

const predictionError = (message: string): PredictionError => ({ _tag: 'PredictionError', message })

const batchSize = 500

type Rows = ReadonlyArray<ReadonlyArray<number>>

const predictFrom = async (
  model: tf.LayersModel,
  { count, shape, values, scale }: Omit<Examples, 'labels'>,
  from: number,
): Promise<E.Either<PredictionError, Rows>> => {
  const size = shape.reduce((a, b) => a * b, 1)
  const some = Math.min(batchSize, count - from)
  const outputs = tf.tidy(() => {
    const part = Float32Array.from(values.subarray(from * size, (from + some) * size))
    return readBatch(model, tf.mul(tf.tensor(part, [some, ...shape]), scale), false)
  })
  const rows = await outputs.array()
  outputs.dispose()
  const odd = rows.findIndex((row) => !row.every(Number.isFinite))
  return odd < 0
    ? E.right(rows)
    : E.left(
        predictionError(
          `The network gives ${String(rows[odd]?.find((value) => !Number.isFinite(value)))} for example ${from + odd + 1}, which is no prediction. Either the network is damaged, or the example is far from all that it was trained on.`,
        ),
      )
}

/**
 * What a network says of each example: probabilities of classes, or one scaled number. `Left` where it
 * cannot read the examples, or where what it says is no finite number.
 */
export const predictExamples = (
  model: tf.LayersModel,
  examples: Omit<Examples, 'labels'>,
): Promise<E.Either<PredictionError, Rows>> =>
  pipe(
    shapeRead(model, examples.shape) === undefined
      ? TE.left(
          predictionError(
            `The network reads examples of ${showShape(model.inputs[0]?.shape.slice(1) ?? [])} numbers, but these have ${showShape(examples.shape)}.`,
          ),
        )
      : TE.right(
          Array.from({ length: Math.ceil(examples.count / batchSize) }, (_, i) => i * batchSize),
        ),
    TE.flatMap(TE.traverseSeqArray((from: number) => () => predictFrom(model, examples, from))),
    TE.map((parts) => parts.flat()),
  )()
