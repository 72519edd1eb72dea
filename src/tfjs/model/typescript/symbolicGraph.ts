import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { notExportable, type NotExportable } from './NotExportable.ts'

/** A network's tensors from its input on, each after those it is made of; the output is the last. */
export interface SymbolicGraph {
  readonly input: tf.SymbolicTensor
  readonly made: ReadonlyArray<tf.SymbolicTensor>
  readonly output: tf.SymbolicTensor
}

const isInput = (tensor: tf.SymbolicTensor): boolean =>
  tensor.sourceLayer.getClassName() === 'InputLayer'

const upTo = (output: tf.SymbolicTensor): ReadonlyArray<tf.SymbolicTensor> => {
  // A set keeps the order in which its elements came.
  const seen = new Set<tf.SymbolicTensor>()
  const visit = (tensor: tf.SymbolicTensor): void => {
    if (seen.has(tensor)) return
    tensor.inputs.forEach(visit)
    seen.add(tensor)
  }
  visit(output)
  return [...seen]
}

/** The graph of a model with one input and one output. */
export const symbolicGraph = (model: tf.LayersModel): E.Either<NotExportable, SymbolicGraph> => {
  const [input, ...inputs] = model.inputs
  const [output, ...outputs] = model.outputs
  if (input === undefined || output === undefined || inputs.length > 0 || outputs.length > 0)
    return E.left(notExportable(model.name, 'it needs one input and one output'))
  if (!isInput(input))
    return E.left(notExportable(model.name, 'its input is the output of another layer'))
  const made = upTo(output).filter((tensor) => !isInput(tensor))
  const many = made.find(({ outputTensorIndex }) => outputTensorIndex !== undefined)
  if (many !== undefined)
    return E.left(notExportable(many.sourceLayer.name, 'it has more than one output'))
  return E.right({ input, made, output })
}
