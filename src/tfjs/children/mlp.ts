import * as tf from '@tensorflow/tfjs'
import { type Mlp } from '../../space/index.ts'
import { outputsOf, type Task } from '../../task/index.ts'
import { initialise, zeros } from './initialise.ts'
import { normalise } from './normalise.ts'
import { SeededDropout } from './SeededDropout.ts'

/**
 * A multi-layer perceptron: per layer dense, batch normalisation where wanted, activation, dropout;
 * then a dense layer of one output a class, or one. What is no vector is read as one.
 */
export const buildMlp =
  (task: Task) =>
  ({ layers }: Mlp, seed: number): tf.LayersModel => {
    const model = tf.sequential({ name: 'mlp' })
    const features = task.input.reduce((a, b) => a * b, 1)
    // Without a hidden layer the last one reads the input.
    const input = (first: boolean): { inputShape?: Array<number> } =>
      first ? { inputShape: [features] } : {}
    layers.forEach(({ units, activation, batchNorm, dropout }, i) => {
      const n = i + 1
      model.add(
        tf.layers.dense({
          name: `dense_${n}`,
          units,
          useBias: !batchNorm,
          ...input(i === 0),
          ...zeros,
        }),
      )
      if (batchNorm) model.add(normalise(`norm_${n}`))
      model.add(tf.layers.activation({ name: `${activation}_${n}`, activation }))
      if (dropout > 0) model.add(new SeededDropout(dropout, `dropout_${n}`))
    })
    model.add(
      tf.layers.dense({
        name: 'outputs',
        units: outputsOf(task),
        ...input(layers.length === 0),
        ...zeros,
      }),
    )
    return initialise(model, seed)
  }
