import * as tf from '@tensorflow/tfjs'

const product = (sizes: ReadonlyArray<number>): number => sizes.reduce((a, b) => a * b, 1)

/**
 * The shape that a model reads examples of a shape in: theirs where the model takes it, or its own
 * of the same size, as an image is read as a row of pixels; undefined where there is none.
 */
export const shapeRead = (
  model: tf.LayersModel,
  example: ReadonlyArray<number>,
): ReadonlyArray<number> | undefined => {
  const own = (model.inputs[0]?.shape ?? []).slice(1)
  if (own.length === example.length && own.every((size, i) => (size ?? example[i]) === example[i]))
    return example
  const known = product(own.filter((size) => size !== null))
  // One size that the model leaves open follows from the others.
  const open = product(example) / known
  const shape = own.map((size) => size ?? open)
  return Number.isInteger(open) && product(shape) === product(example) ? shape : undefined
}

/** What a model says of a batch [batch, ...shape]: [batch, outputs]; it reads the shape of {@link shapeRead}. */
export const readBatch = (
  model: tf.LayersModel,
  batch: tf.Tensor,
  training: boolean,
): tf.Tensor2D => {
  const [count = 0, ...example] = batch.shape
  const shape = shapeRead(model, example)
  if (shape === undefined)
    throw new RangeError(
      `The network reads examples of the shape ${model.inputs[0]?.shape.slice(1).join(' x ')}, but these are ${example.join(' x ')}.`,
    )
  // A child has one output of two dimensions, and so `apply` gives one tensor.
  return model.apply(tf.reshape(batch, [count, ...shape]), { training }) as tf.Tensor2D
}
