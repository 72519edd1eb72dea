import * as tf from '@tensorflow/tfjs'
import { type TrainingChoice } from '../../space/index.ts'
import { adam } from './Adam.ts'
import { type Optimizer } from './Optimizer.ts'
import { type LearningRate, rateAt } from './schedule.ts'

/** Plain SGD and what is derived of it has a method for this; RMSProp reads a field that its types hide. */
const setRate = (optimizer: tf.Optimizer, rate: number): void => {
  if (optimizer instanceof tf.SGDOptimizer) optimizer.setLearningRate(rate)
  else Reflect.set(optimizer, 'learningRate', rate)
}

/** An optimizer of tfjs, told the learning rate of each update where that changes. */
const ofTfjs = (optimizer: tf.Optimizer, rate: LearningRate): Optimizer => {
  let updates = 0
  return {
    apply: (gradients) => {
      updates += 1
      if (typeof rate !== 'number') setRate(optimizer, rate(updates))
      optimizer.applyGradients(gradients)
    },
    dispose: () => {
      optimizer.dispose()
    },
  }
}

const momentum = (rate: LearningRate): Optimizer => {
  const optimizer = tf.train.momentum(rateAt(rate, 1), 0.9)
  return {
    ...ofTfjs(optimizer, rate),
    dispose: () => {
      optimizer.dispose()
      // Its own `dispose` forgets the learning rate that its base class holds.
      tf.SGDOptimizer.prototype.dispose.call(optimizer)
    },
  }
}

/**
 * The optimizer of a name: Adam in TensorFlow 1's form, plain SGD, SGD with momentum 0.9, RMSProp
 * with a decay of 0.9.
 *
 * Source of the momentum: Polyak, "Some methods of speeding up the convergence of iteration methods"
 * (1964); of RMSProp: Tieleman and Hinton, "Lecture 6.5: rmsprop" (2012).
 */
export const optimizerOf = (
  name: TrainingChoice['optimizer'],
  variables: ReadonlyArray<tf.Variable>,
  rate: LearningRate,
): Optimizer => {
  switch (name) {
    case 'adam':
      return adam(variables, rate)
    case 'sgd':
      return ofTfjs(tf.train.sgd(rateAt(rate, 1)), rate)
    case 'momentum':
      return momentum(rate)
    case 'rmsprop':
      return ofTfjs(tf.train.rmsprop(rateAt(rate, 1)), rate)
  }
}
