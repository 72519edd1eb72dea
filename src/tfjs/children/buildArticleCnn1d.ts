import * as tf from '@tensorflow/tfjs'
import { type Cnn1d, type Cnn1dTask } from '../../space/index.ts'
import { initialise, zeros } from './initialise.ts'
import { SeededDropout } from './SeededDropout.ts'
import { TimeMajorCnn1d } from './TimeMajorCnn1d.ts'

/**
 * The article's child: per layer a 1-D convolution (stride 1, SAME, ReLU, Glorot uniform weights,
 * zero biases), max pooling (SAME), dropout; then flatten and a dense layer. Its output are logits,
 * [batch, classes], of an input [batch, length, channels]. The same seed gives the same weights on
 * every backend.
 *
 * Source: Wallarm, "The First Step-by-Step Guide for Implementing Neural Architecture Search with
 * Reinforcement Learning Using TensorFlow" (2017), `cnn.py`.
 */
export const buildArticleCnn1d =
  (task: Cnn1dTask) =>
  ({ layers }: Cnn1d, seed: number): tf.LayersModel => {
    const model =
      task.poolStride === 'one'
        ? new TimeMajorCnn1d({ name: 'article_cnn1d' })
        : tf.sequential({ name: 'article_cnn1d' })
    layers.forEach(({ kernel, filters, pool, dropout }, i) => {
      const n = i + 1
      model.add(
        tf.layers.conv1d({
          name: `conv_${n}`,
          ...(i === 0 ? { inputShape: [task.length, task.channels] } : {}),
          filters,
          kernelSize: kernel,
          strides: 1,
          padding: 'same',
          activation: 'relu',
          ...zeros,
        }),
      )
      if (pool > 1)
        model.add(
          tf.layers.maxPooling1d({
            name: `pool_${n}`,
            poolSize: pool,
            strides: task.poolStride === 'one' ? 1 : pool,
            padding: 'same',
          }),
        )
      if (dropout > 0) model.add(new SeededDropout(dropout, `dropout_${n}`))
    })
    model.add(tf.layers.flatten({ name: 'flatten' }))
    model.add(tf.layers.dense({ name: 'logits', units: task.classes, ...zeros }))
    return initialise(model, seed)
  }
