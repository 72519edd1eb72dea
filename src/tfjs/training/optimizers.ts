import * as tf from '@tensorflow/tfjs'
import { type TrainingChoice } from '../../space/index.ts'
import { adam } from './Adam.ts'
import { type Optimizer } from './Optimizer.ts'

const ofTfjs = (optimizer: tf.Optimizer): Optimizer => ({
  apply: (gradients) => {
    optimizer.applyGradients(gradients)
  },
  dispose: () => {
    optimizer.dispose()
  },
})

const momentum = (learningRate: number): Optimizer => {
  const optimizer = tf.train.momentum(learningRate, 0.9)
  return {
    ...ofTfjs(optimizer),
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
  learningRate: number,
): Optimizer => {
  switch (name) {
    case 'adam':
      return adam(variables, learningRate)
    case 'sgd':
      return ofTfjs(tf.train.sgd(learningRate))
    case 'momentum':
      return momentum(learningRate)
    case 'rmsprop':
      return ofTfjs(tf.train.rmsprop(learningRate))
  }
}
