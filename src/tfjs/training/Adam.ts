import * as tf from '@tensorflow/tfjs'
import { nativeBackend } from '../kernels/native.ts'
import { resourceAdam } from '../kernels/resourceAdam.ts'
import { type Optimizer } from './Optimizer.ts'
import { type LearningRate, rateAt } from './schedule.ts'

interface Slot {
  readonly variable: tf.Variable
  readonly mean: tf.Variable
  readonly variance: tf.Variable
}

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8]

/** {@link adam} as tfjs composes it. */
export const adamPlain = (
  variables: ReadonlyArray<tf.Variable>,
  learningRate: LearningRate,
): Optimizer => {
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
      const rate =
        (rateAt(learningRate, updates) * Math.sqrt(1 - beta2 ** updates)) / (1 - beta1 ** updates)
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

/**
 * Adam in TensorFlow 1's form (epsilon outside the bias correction), which tfjs's own is not. On the
 * native backend an update is one kernel a variable.
 *
 * Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), end of section 2.
 */
export const adam = (
  variables: ReadonlyArray<tf.Variable>,
  learningRate: LearningRate,
): Optimizer => {
  const native = nativeBackend()
  if (native === undefined) return adamPlain(variables, learningRate)
  const constants = {
    beta1: tf.keep(tf.scalar(beta1)),
    beta2: tf.keep(tf.scalar(beta2)),
    epsilon: tf.keep(tf.scalar(epsilon)),
  }
  const updaters = variables.map((variable) => ({
    name: variable.name,
    updater: resourceAdam(native, variable, constants),
  }))
  let updates = 0
  return {
    apply: (gradients) => {
      updates += 1
      const power1 = tf.scalar(beta1 ** updates)
      const power2 = tf.scalar(beta2 ** updates)
      const rate = tf.scalar(rateAt(learningRate, updates))
      for (const { name, updater } of updaters) {
        const gradient = gradients[name]
        if (gradient !== undefined) updater.apply(gradient, rate, power1, power2)
      }
      tf.dispose([rate, power1, power2])
    },
    dispose: () => {
      for (const { updater } of updaters) updater.dispose()
      tf.dispose(Object.values(constants))
    },
  }
}
