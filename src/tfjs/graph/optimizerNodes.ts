import * as tf from '@tensorflow/tfjs'
import { type TrainingChoice } from '../../space/index.ts'
import { type LearningRate } from '../training/schedule.ts'
import { type AttributeValue } from './GraphNode.ts'

/** An optimizer as an operation that updates one variable in place. */
export interface GraphOptimizer {
  readonly op: string
  /** The variable's companions, zeros at first. */
  readonly slots: ReadonlyArray<string>
  /** What the operation takes after the variable and its slots. */
  readonly inputs: ReadonlyArray<GraphScalar | 'gradient'>
  /** Attributes that are on or off. */
  readonly flags: Readonly<Record<string, AttributeValue>>
}

/** A number that an optimizer takes: a constant, or what it is at the `n`-th update, from 1. */
export type GraphScalar =
  | { readonly value: number }
  // Fed to the graph under that name.
  | { readonly name: string; readonly at: (n: number) => number }

const off: AttributeValue = { _tag: 'Bool', value: false }
const [beta1, beta2] = [0.9, 0.999]

/** The optimizers of `optimizerOf`, each by TensorFlow's kernel for it. */
export const graphOptimizer = (
  name: TrainingChoice['optimizer'],
  learningRate: LearningRate,
): GraphOptimizer => {
  const rate: GraphScalar =
    typeof learningRate === 'number' ? { value: learningRate } : { name: 'rate', at: learningRate }
  switch (name) {
    case 'adam':
      return {
        op: 'ResourceApplyAdam',
        slots: ['mean', 'variance'],
        inputs: [
          { name: 'power1', at: (n) => beta1 ** n },
          { name: 'power2', at: (n) => beta2 ** n },
          rate,
          { value: beta1 },
          { value: beta2 },
          { value: 1e-8 },
          'gradient',
        ],
        flags: { use_locking: off, use_nesterov: off },
      }
    case 'sgd':
      return {
        op: 'ResourceApplyGradientDescent',
        slots: [],
        inputs: [rate, 'gradient'],
        flags: { use_locking: off },
      }
    case 'momentum':
      return {
        op: 'ResourceApplyMomentum',
        slots: ['accumulation'],
        inputs: [rate, 'gradient', { value: 0.9 }],
        flags: { use_locking: off, use_nesterov: off },
      }
    case 'rmsprop':
      return {
        op: 'ResourceApplyRMSProp',
        slots: ['square', 'moment'],
        inputs: [rate, { value: 0.9 }, { value: 0 }, { value: tf.backend().epsilon() }, 'gradient'],
        flags: { use_locking: off },
      }
  }
}
