import * as tf from '@tensorflow/tfjs'

/** An attribute of a raw TensorFlow operation, as tfjs-node's binding takes it. */
export interface OpAttribute {
  readonly name: string
  readonly type: number
  readonly value: number | boolean | ReadonlyArray<number>
}

/** The part of tfjs-node's backend by which raw TensorFlow operations are called. */
export interface NativeBackend {
  readonly binding: Readonly<
    Record<'TF_ATTR_TYPE' | 'TF_ATTR_INT' | 'TF_FLOAT' | 'TF_INT32', number>
  >
  executeSingleOutput(
    name: string,
    attributes: ReadonlyArray<OpAttribute>,
    inputs: ReadonlyArray<tf.Tensor>,
  ): tf.Tensor
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
  type: 'TF_FLOAT' | 'TF_INT32',
): OpAttribute => ({ name, type: binding.TF_ATTR_TYPE, value: binding[type] })
