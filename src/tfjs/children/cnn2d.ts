import * as tf from '@tensorflow/tfjs'
import { type Cnn2d, type Cnn2dHead, type Cnn2dStage } from '../../space/index.ts'
import { outputsOf, type Task } from '../../task/index.ts'
import { AveragePool } from './AveragePool.ts'
import { connect } from './connect.ts'
import { initialise, zeros } from './initialise.ts'
import { normalise } from './normalise.ts'
import { SeededDropout } from './SeededDropout.ts'

const convolution = (
  name: string,
  filters: number,
  kernelSize: number,
  useBias: boolean,
): tf.layers.Layer =>
  tf.layers.conv2d({ name, filters, kernelSize, padding: 'same', useBias, ...zeros })

const pooling = (name: string, pool: Cnn2dStage['pool']): ReadonlyArray<tf.layers.Layer> => {
  switch (pool) {
    case 'max':
      return [tf.layers.maxPooling2d({ name, poolSize: 2, strides: 2, padding: 'same' })]
    case 'average':
      return [new AveragePool({ name, window: 2, stride: 2 })]
    case 'none':
      return []
  }
}

const stage = (
  input: tf.SymbolicTensor,
  { filters, kernel, convolutions, batchNorm, skip, pool }: Cnn2dStage,
  n: number,
): tf.SymbolicTensor => {
  let x = input
  for (let i = 1; i <= convolutions; i++) {
    x = connect(x, convolution(`conv_${n}_${i}`, filters, kernel, !batchNorm))
    if (batchNorm) x = connect(x, normalise(`norm_${n}_${i}`))
    // The last one's activation comes after the skip connection.
    if (!skip || i < convolutions) x = connect(x, tf.layers.reLU({ name: `relu_${n}_${i}` }))
  }
  if (skip) {
    // A 1x1 convolution fits the input to the filters where they differ.
    const side =
      input.shape.at(-1) === filters
        ? input
        : connect(input, convolution(`project_${n}`, filters, 1, true))
    x = connect([side, x], tf.layers.add({ name: `add_${n}` }))
    x = connect(x, tf.layers.reLU({ name: `relu_${n}` }))
  }
  return pooling(`pool_${n}`, pool).reduce(connect, x)
}

const pooledHead: Cnn2dHead = { features: 'average', units: 0 }

/** The vector that the outputs are made of: one after the global average, or of all features. */
const vectorOf = (
  features: tf.SymbolicTensor,
  { features: how, units }: Cnn2dHead,
): tf.SymbolicTensor => {
  const vector =
    how === 'average'
      ? connect(features, tf.layers.globalAveragePooling2d({ name: 'global_pool' }))
      : connect(features, tf.layers.flatten({ name: 'flatten' }))
  return units === 0
    ? vector
    : connect(vector, tf.layers.dense({ name: 'dense', units, activation: 'relu', ...zeros }))
}

/**
 * A 2-D convolutional network: stages of convolutions (SAME, ReLU), batch normalisation, skip
 * connections and pooling by two; then a vector of the features, by global average pooling or all in a
 * row, and a dense layer where there is one; dropout, and a dense layer of one output a class, or one.
 */
export const buildCnn2d =
  (task: Task) =>
  ({ stages, head = pooledHead, dropout }: Cnn2d, seed: number): tf.LayersModel => {
    const input = tf.input({ shape: [...task.input] })
    const features = stages.reduce((x, s, i) => stage(x, s, i + 1), input)
    const vector = vectorOf(features, head)
    const kept = dropout > 0 ? connect(vector, new SeededDropout(dropout, 'dropout')) : vector
    const outputs = connect(
      kept,
      tf.layers.dense({ name: 'outputs', units: outputsOf(task), ...zeros }),
    )
    return initialise(tf.model({ name: 'cnn2d', inputs: input, outputs }), seed)
  }
