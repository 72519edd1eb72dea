import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { type Call, callWithFields, oneLine } from './layout.ts'
import { fields, literal } from './literal.ts'
import { notExportable, type NotExportable } from './NotExportable.ts'
import { type StandardLayer, standardLayers } from './standardLayers.ts'

type Config = tf.serialization.ConfigDict

/** The regularizers and constraints that tfjs knows, by their class names. */
const rules: ReadonlyMap<string, string> = new Map([
  ['L1L2', 'tf.regularizers.l1l2'],
  ['MaxNorm', 'tf.constraints.maxNorm'],
  ['MinMaxNorm', 'tf.constraints.minMaxNorm'],
  ['NonNeg', 'tf.constraints.nonNeg'],
  ['UnitNorm', 'tf.constraints.unitNorm'],
])

/** Initialisers matter to no trained network; the others are the input's, or stand first. */
const omitted = /^(name|batchInputShape|dtype)$|Initializer$/

/** What a 1-D layer stores as a list of one, and takes as a number. */
const sizes = /^(kernelSize|poolSize|strides|dilationRate)$/

/** A layer's settings. The configuration of a separable convolution lacks the depth multiplier. */
const configOf = (layer: tf.layers.Layer & { readonly depthMultiplier?: number }): Config => {
  const { depthMultiplier } = layer
  return { ...layer.getConfig(), ...(depthMultiplier === undefined ? {} : { depthMultiplier }) }
}

/** The settings that are no defaults, found by making a layer of the same class without them. */
const settings = (layer: tf.layers.Layer, { factory, essential }: StandardLayer): Config => {
  const config = configOf(layer)
  const kept = Object.fromEntries(essential.map((key) => [key, config[key]]))
  // Every factory has a type of its own for settings; these are of a layer of its class.
  const make = tf.layers[factory] as (settings: object) => tf.layers.Layer
  const defaults = configOf(make({ name: layer.name, ...kept }))
  return Object.fromEntries(
    Object.entries(config).filter(
      ([key, value]) =>
        !omitted.test(key) &&
        // To a layer of tfjs null is the same as nothing.
        value !== null &&
        (essential.includes(key) || literal(value) !== literal(defaults[key])),
    ),
  )
}

const rule = (value: Config[string]): string | undefined => {
  // Regularizers and constraints are stored in this form, as a layer itself is.
  const { className, config } = value as { readonly className: string; readonly config: Config }
  const factory = rules.get(className)
  return factory === undefined ? undefined : oneLine(callWithFields(factory, fields(config)))
}

const setting = (key: string, value: Config[string]): string | undefined => {
  if (/(Regularizer|Constraint)$/.test(key)) return rule(value)
  return literal(sizes.test(key) && Array.isArray(value) && value.length === 1 ? value[0] : value)
}

/** The call of `tf.layers` that makes a layer like this one. */
export const layerCall = (layer: tf.layers.Layer): E.Either<NotExportable, Call> => {
  const standard = standardLayers.get(layer.getClassName())
  if (standard === undefined)
    return E.left(
      notExportable(layer.name, `its class, ${layer.getClassName()}, is no standard layer of tfjs`),
    )
  const written = [`name: ${literal(layer.name)}`]
  for (const [key, value] of Object.entries(settings(layer, standard))) {
    const text = setting(key, value)
    if (text === undefined)
      return E.left(notExportable(layer.name, `its ${key} is no standard one of tfjs`))
    written.push(`${key}: ${text}`)
  }
  return E.right(callWithFields(standard.factory, written))
}
