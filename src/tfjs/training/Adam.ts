import * as tf from '@tensorflow/tfjs'
import { type Optimizer } from './Optimizer.ts'

interface Slot {
  readonly variable: tf.Variable
  readonly mean: tf.Variable
  readonly variance: tf.Variable
}

/**
 * Adam in TensorFlow 1's form (epsilon outside the bias correction), which tfjs's own is not.
 *
 * Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), end of section 2.
 */
export const adam = (variables: ReadonlyArray<tf.Variable>, learningRate: number): Optimizer => {
  const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8]
  const slots: ReadonlyArray<Slot> = variables.map((variable) =>
    tf.tidy(() => ({
      variable,
      mean: tf.variable(tf.zerosLike(variable), false),
      variance: tf.variable(tf.zerosLike(variable), false),
    })),
  )
  let updates = 0
  return {
    apply: (gradients) => {
      updates += 1
      const rate = (learningRate * Math.sqrt(1 - beta2 ** updates)) / (1 - beta1 ** updates)
      tf.tidy(() => {
        for (const { variable, mean, variance } of slots) {
          const gradient = gradients[variable.name]
          if (gradient === undefined) continue
          mean.assign(mean.mul(beta1).add(gradient.mul(1 - beta1)))
          variance.assign(variance.mul(beta2).add(gradient.square().mul(1 - beta2)))
          variable.assign(variable.sub(mean.mul(rate).div(variance.sqrt().add(epsilon))))
        }
      })
    },
    dispose: () => {
      for (const { mean, variance } of slots) {
        mean.dispose()
        variance.dispose()
      }
    },
  }
}
