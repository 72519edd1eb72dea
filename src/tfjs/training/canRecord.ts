import * as tf from '@tensorflow/tfjs'
import { AveragePool } from '../children/AveragePool.ts'
import { SeededDropout } from '../children/SeededDropout.ts'
import { TimeMajorCnn1d } from '../children/TimeMajorCnn1d.ts'
import { allLayers } from '../model/allLayers.ts'

const isStandard = (layer: tf.layers.Layer): boolean =>
  tf.serialization.SerializationMap.getMap().classNameMap[layer.getClassName()]?.[0] ===
  layer.constructor

/**
 * Whether each step of a model computes the same, so that one that was recorded stands for all: its
 * layers are tfjs's own or ours, and none keeps a state beside its weights.
 */
export const canRecord = (model: tf.LayersModel): boolean =>
  (model instanceof TimeMajorCnn1d || isStandard(model)) &&
  allLayers(model).every(
    (layer) =>
      !layer.stateful &&
      (isStandard(layer) || layer instanceof SeededDropout || layer instanceof AveragePool),
  )
