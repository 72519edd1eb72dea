import * as tf from '@tensorflow/tfjs'
import {
  boolAttribute,
  type NativeBackend,
  shapeAttribute,
  stringAttribute,
  typeAttribute,
} from './native.ts'

let named = 0

/** A variable of TensorFlow's own, which its kernels update in place. */
interface Resource {
  readonly handle: tf.Tensor
  readonly assign: (value: tf.Tensor) => void
  readonly read: () => tf.Tensor
  readonly dispose: () => void
}

const resource = (native: NativeBackend, shape: ReadonlyArray<number>): Resource => {
  named += 1
  const dtype = typeAttribute(native, 'dtype', 'TF_FLOAT')
  const handle = tf.keep(
    native.executeSingleOutput(
      'VarHandleOp',
      [
        dtype,
        shapeAttribute(native, 'shape', shape),
        stringAttribute(native, 'container', ''),
        stringAttribute(native, 'shared_name', `rxnas_adam_${named}`),
      ],
      [],
    ),
  )
  return {
    handle,
    assign: (value) => {
      native.executeMultipleOutputs('AssignVariableOp', [dtype], [handle, value], 0)
    },
    read: () => native.executeSingleOutput('ReadVariableOp', [dtype], [handle]),
    dispose: () => {
      const strict = boolAttribute(native, 'ignore_lookup_error', false)
      native.executeMultipleOutputs('DestroyResourceOp', [strict], [handle], 0)
      handle.dispose()
    },
  }
}

/** Updates one variable by Adam, one kernel a step. Holds tensors until it is disposed. */
export interface ResourceAdam {
  /** One update by a gradient, with the learning rate and the powers that the decays have come to. */
  readonly apply: (
    gradient: tf.Tensor,
    rate: tf.Tensor,
    power1: tf.Tensor,
    power2: tf.Tensor,
  ) => void
  readonly dispose: () => void
}

/** What Adam's kernel takes that is the same at each update, as scalars. */
export interface AdamConstants {
  readonly beta1: tf.Tensor
  readonly beta2: tf.Tensor
  readonly epsilon: tf.Tensor
}

/**
 * Adam for one variable by TensorFlow's `ResourceApplyAdam`: the value and both moments lie in
 * resources, and the variable of tfjs takes the memory of the updated value.
 */
export const resourceAdam = (
  native: NativeBackend,
  variable: tf.Variable,
  { beta1, beta2, epsilon }: AdamConstants,
): ResourceAdam => {
  const value = resource(native, variable.shape)
  const moments = [resource(native, variable.shape), resource(native, variable.shape)] as const
  tf.tidy(() => {
    const zeros = tf.zerosLike(variable)
    for (const moment of moments) moment.assign(zeros)
  })
  const attributes = [
    typeAttribute(native, 'T', 'TF_FLOAT'),
    boolAttribute(native, 'use_locking', false),
    boolAttribute(native, 'use_nesterov', false),
  ]
  let known: object | undefined
  return {
    apply: (gradient, rate, power1, power2) => {
      // Someone else may have given the variable another value.
      if (variable.dataId !== known) value.assign(variable)
      native.executeMultipleOutputs(
        'ResourceApplyAdam',
        attributes,
        [
          value.handle,
          ...moments.map(({ handle }) => handle),
          power1,
          power2,
          rate,
          beta1,
          beta2,
          epsilon,
          gradient,
        ],
        0,
      )
      const updated = value.read()
      variable.assign(updated)
      updated.dispose()
      known = variable.dataId
    },
    dispose: () => {
      for (const each of [value, ...moments]) each.dispose()
    },
  }
}
