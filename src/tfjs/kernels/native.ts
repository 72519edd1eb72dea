import * as tf from '@tensorflow/tfjs'

/** An attribute of a raw TensorFlow operation, as tfjs-node's binding takes it. */
export interface OpAttribute {
  readonly name: string
  readonly type: number
  readonly value: number | boolean | string | ReadonlyArray<number>
}

type BindingConstant =
  | 'TF_ATTR_TYPE'
  | 'TF_ATTR_INT'
  | 'TF_ATTR_BOOL'
  | 'TF_ATTR_STRING'
  | 'TF_ATTR_SHAPE'
  | 'TF_FLOAT'
  | 'TF_INT32'
  | 'TF_COMPLEX64'

/** The part of tfjs-node's backend by which raw TensorFlow operations are called. */
export interface NativeBackend {
  readonly binding: Readonly<Record<BindingConstant, number>>
  executeSingleOutput(
    name: string,
    attributes: ReadonlyArray<OpAttribute>,
    inputs: ReadonlyArray<tf.Tensor>,
  ): tf.Tensor
  executeMultipleOutputs(
    name: string,
    attributes: ReadonlyArray<OpAttribute>,
    inputs: ReadonlyArray<tf.Tensor>,
    outputs: number,
  ): ReadonlyArray<tf.Tensor>
}

const isNative = (backend: unknown): backend is NativeBackend =>
  typeof backend === 'object' &&
  backend !== null &&
  typeof Reflect.get(backend, 'executeSingleOutput') === 'function'

/** tfjs-node's backend where it is the active one; other backends have plain tfjs alone. */
export const nativeBackend = (): NativeBackend | undefined => {
  const backend: unknown = tf.backend()
  return tf.getBackend() === 'tensorflow' && isNative(backend) ? backend : undefined
}

/** A type attribute, such as `T = float`. */
export const typeAttribute = (
  { binding }: NativeBackend,
  name: string,
  type: 'TF_FLOAT' | 'TF_INT32' | 'TF_COMPLEX64',
): OpAttribute => ({ name, type: binding.TF_ATTR_TYPE, value: binding[type] })

/** An attribute of a whole number, or of several. */
export const intAttribute = (
  { binding }: NativeBackend,
  name: string,
  value: number | ReadonlyArray<number>,
): OpAttribute => ({ name, type: binding.TF_ATTR_INT, value })

/** An attribute that is on or off. */
export const boolAttribute = (
  { binding }: NativeBackend,
  name: string,
  value: boolean,
): OpAttribute => ({ name, type: binding.TF_ATTR_BOOL, value })

/** An attribute of text. */
export const stringAttribute = (
  { binding }: NativeBackend,
  name: string,
  value: string,
): OpAttribute => ({ name, type: binding.TF_ATTR_STRING, value })

/** An attribute of a shape. */
export const shapeAttribute = (
  { binding }: NativeBackend,
  name: string,
  value: ReadonlyArray<number>,
): OpAttribute => ({ name, type: binding.TF_ATTR_SHAPE, value })
