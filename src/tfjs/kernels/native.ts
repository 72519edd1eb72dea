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
  | 'TF_ATTR_FLOAT'
  | 'TF_ATTR_STRING'
  | 'TF_ATTR_SHAPE'
  | 'TF_FLOAT'
  | 'TF_INT32'
  | 'TF_BOOL'
  | 'TF_COMPLEX64'
  | 'TF_RESOURCE'

/** A tensor as operations take it. */
export type Operand = Pick<tf.Tensor, 'dataId'>

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
  /** The numbers of a tensor. */
  readSync(dataId: Operand['dataId']): Float32Array | Int32Array | Uint8Array
  /** What a tensor is made of; `dtype` is TensorFlow's number for it. */
  readonly tensorMap: {
    get(dataId: Operand['dataId']): {
      readonly shape: ReadonlyArray<number>
      readonly dtype: number
    }
  }
  /** Opens a session of the graph in a folder's `saved_model.pb`, and gives its number. */
  loadSavedModelMetaGraph(folder: string, tags: string): number
  /** Runs a session: outputs by name of inputs by name. */
  runSavedModel(
    session: number,
    inputs: ReadonlyArray<tf.Tensor>,
    named: ReadonlyArray<{ readonly name: string }>,
    outputs: ReadonlyArray<string>,
  ): ReadonlyArray<tf.Tensor>
  deleteSavedModel(session: number): void
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
