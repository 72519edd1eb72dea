import * as tf from '@tensorflow/tfjs'
import { outputsOf, type Task } from '../../task/index.ts'
import { buildMlp } from '../children/mlp.ts'
import { type ExampleTensors } from '../training/ExampleTensors.ts'
import { objectiveOf } from '../training/Objective.ts'
import { minimise, type Slope } from './minimise.ts'

/** What a linear model is fit to. */
export interface LinearData {
  readonly task: Task
  readonly train: ExampleTensors
}

const settings = { maxIterations: 300, gradientTolerance: 1e-6, valueTolerance: 1e-4 } as const

/** So many examples' loss is computed at a time. */
const chunk = 20_000

/** The mean and deviation of each feature, [1, features]; 1 for a feature that does not vary. */
const momentsOf = (x: tf.Tensor2D): { readonly mean: tf.Tensor; readonly deviation: tf.Tensor } =>
  tf.tidy(() => {
    const { mean, variance } = tf.moments(x, 0, true)
    const deviation = variance.sqrt()
    return { mean, deviation: tf.where(deviation.greater(1e-7), deviation, tf.onesLike(deviation)) }
  })

/**
 * A linear model of the features (logistic or linear regression) as a network of one layer, fit to
 * convergence: the same for the same examples, whatever budget or seed anything else is trained with.
 * Its objective is the task's mean loss with an L2 penalty of one example's weight on the weights of
 * standardised features, so that there is one best model even where classes are separable or
 * features are more than examples.
 *
 * Whoever asks disposes the model.
 *
 * @param signal - where it is aborted, the fit ends where it is
 */
export const fitLinear = async (
  { task, train }: LinearData,
  signal?: AbortSignal,
): Promise<tf.LayersModel> => {
  const model = buildMlp(task)({ layers: [] }, 0)
  const outputs = outputsOf(task)
  const { loss } = objectiveOf(task, model)
  const features = train.inputs.size / train.count
  const x = train.inputs.reshape<tf.Tensor2D>([train.count, features])
  const { mean, deviation } = momentsOf(x)
  // A squared error has no half before it, as a log-likelihood has none.
  const penalty = (task.target._tag === 'Number' ? 1 : 0.5) / train.count

  /** Weights and biases of the features as they are, from those of standardised ones. */
  const unscaled = (weights: tf.Tensor2D, biases: tf.Tensor1D): [tf.Tensor2D, tf.Tensor1D] => {
    const own = weights.div<tf.Tensor2D>(deviation.reshape([features, 1]))
    return [own, biases.sub(mean.matMul(own).reshape([outputs]))]
  }
  const split = (point: Float64Array): [tf.Tensor2D, tf.Tensor1D] => [
    tf.tensor2d(Float32Array.from(point.subarray(0, features * outputs)), [features, outputs]),
    tf.tensor1d(Float32Array.from(point.subarray(features * outputs))),
  ]
  const lossFrom =
    (from: number) =>
    (weights: tf.Tensor, biases: tf.Tensor): tf.Scalar => {
      const size = Math.min(chunk, train.count - from)
      // It is called with what `split` gives.
      const [own, shift] = unscaled(weights as tf.Tensor2D, biases as tf.Tensor1D)
      const logits = x.slice([from, 0], [size, features]).matMul(own).add<tf.Tensor2D>(shift)
      return loss(logits, train.labels.slice(from, size)).mul(size / train.count)
    }
  const slopeAt = (point: Float64Array): Slope => {
    const gradient = new Float64Array(point.length)
    let value = 0
    for (let from = 0; from < train.count; from += chunk)
      tf.tidy(() => {
        const part = tf.valueAndGrads(lossFrom(from))(split(point))
        value += part.value.dataSync()[0] ?? NaN
        let at = 0
        for (const grad of part.grads)
          for (const g of grad.dataSync()) gradient[at] = (gradient[at++] ?? 0) + g
      })
    for (let i = 0; i < features * outputs; i++) {
      const w = point[i] ?? 0
      value += penalty * w * w
      gradient[i] = (gradient[i] ?? 0) + 2 * penalty * w
    }
    return { value, gradient }
  }
  try {
    const best = await minimise(
      slopeAt,
      new Float64Array(features * outputs + outputs),
      settings,
      async () => {
        await tf.nextFrame()
        return signal?.aborted !== true
      },
    )
    tf.tidy(() => {
      model.setWeights(unscaled(...split(best)))
    })
    return model
  } finally {
    tf.dispose([x, mean, deviation])
  }
}
