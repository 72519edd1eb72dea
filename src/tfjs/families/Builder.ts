import type * as tf from '@tensorflow/tfjs'
import { type Task } from '../../task/index.ts'

/** The library that a builder makes its network with: the instance that children are trained by. */
export type Tf = typeof tf

/** Makes the network of an architecture for a task: logits or a softmax for classes, one linear output for a number. */
export type Builder<A> = (architecture: A, tf: Tf, task: Task) => tf.LayersModel
