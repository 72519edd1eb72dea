import * as tf from '@tensorflow/tfjs'
import { type Objective } from './Objective.ts'
import { readBatch } from './readBatch.ts'

/**
 * The loss of a batch, with what the layers' regularizers ask, and its gradients by the variables of
 * the same names.
 */
export const stepGradients = (
  model: tf.LayersModel,
  objective: Objective,
  variables: Array<tf.Variable>,
  batch: tf.Tensor,
  labels: tf.Tensor1D,
): { readonly value: tf.Scalar; readonly grads: tf.NamedTensorMap } =>
  tf.variableGrads(() => {
    const loss = objective.loss(readBatch(model, batch, true), labels)
    return model.calculateLosses().reduce<tf.Scalar>((total, penalty) => total.add(penalty), loss)
  }, variables)
