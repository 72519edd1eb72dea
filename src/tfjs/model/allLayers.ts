import type * as tf from '@tensorflow/tfjs'
import { isModel } from './isModel.ts'

/** The layers of a model, and those of the models in it. */
export const allLayers = (model: tf.LayersModel): ReadonlyArray<tf.layers.Layer> =>
  model.layers.flatMap((layer) => (isModel(layer) ? allLayers(layer) : [layer]))
