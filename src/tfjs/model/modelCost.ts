import type * as tf from '@tensorflow/tfjs'
import { type Cost } from '../../space/index.ts'
import { activationOf } from './activationOf.ts'
import { isModel } from './isModel.ts'

/** A use of a layer: one layer may be put on several inputs. */
export type Use = tf.LayersModel['nodesByDepth'][string][number]

/** The sizes of a shape that are known. */
export const sizes = (shape: ReadonlyArray<unknown>): ReadonlyArray<number> =>
  // The batch's size is null and left out, as are lengths that no one knows.
  shape.flat().filter((n): n is number => typeof n === 'number')

/** The product of numbers; 1 of none. */
export const product = (ns: ReadonlyArray<number>): number => ns.reduce((a, b) => a * b, 1)

/** Operations of a layer's use for one example. */
export const flopsOf = ({ outboundLayer: layer, inputShapes, outputShapes }: Use): number => {
  if (isModel(layer)) return flopsOfModel(layer)
  const outputs = product(sizes(outputShapes))
  switch (layer.getClassName()) {
    case 'Dense':
    case 'Conv1D':
    case 'Conv2D':
    case 'DepthwiseConv2D':
    case 'SeparableConv2D': {
      const weights = layer.weights.map(({ shape }) => sizes(shape))
      const kernels = weights.filter(({ length }) => length > 1)
      // Each place of the output reads each number of the kernel once; the last size is channels.
      const places = product(sizes(outputShapes).slice(0, -1))
      const biases = weights.length - kernels.length
      const activations = activationOf(layer) === 'linear' ? 0 : 1
      return (
        2 * places * kernels.reduce((n, kernel) => n + product(kernel), 0) +
        outputs * (biases + activations)
      )
    }
    case 'MaxPooling1D':
    case 'MaxPooling2D':
      return outputs * (product(windowOf(layer)) - 1)
    case 'AveragePooling1D':
    case 'AveragePooling2D':
      return outputs * product(windowOf(layer))
    case 'GlobalAveragePooling1D':
    case 'GlobalAveragePooling2D':
    case 'GlobalMaxPooling1D':
    case 'GlobalMaxPooling2D':
      return product(sizes(inputShapes))
    case 'InputLayer':
    case 'Dropout':
    case 'Flatten':
    case 'Reshape':
      return 0
    default:
      return outputs
  }
}

const windowOf = (layer: tf.layers.Layer): ReadonlyArray<number> =>
  [layer.getConfig()['poolSize']].flat().map(Number)

const flopsOfModel = (model: tf.LayersModel): number => {
  // A sequential model has no graph before it is built.
  if (!model.built) model.build(model.inputs.map(({ shape }) => shape))
  return Object.values(model.nodesByDepth)
    .flat()
    .reduce((n, use) => n + flopsOf(use), 0)
}

/**
 * What a network costs: its trainable numbers, and the operations of one example's forward pass (a
 * multiply-add counts as two). Convolutions, dense layers and pools are counted as `cnn1dCost` does;
 * every other layer as one operation a number that it puts out.
 */
export const modelCost = (model: tf.LayersModel): Cost => ({
  parameters: model.trainableWeights.reduce((n, { shape }) => n + product(sizes(shape)), 0),
  flops: flopsOfModel(model),
})
