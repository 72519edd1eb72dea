import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { isRecord, messageOf } from '../../../common/index.ts'
import { type Call, callWithFields, oneLine } from './layout.ts'
import { field, literal } from './literal.ts'
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

const equal = (a: unknown, b: unknown): boolean => {
  const [one, other] = [literal(a), literal(b)]
  return E.isRight(one) && E.isRight(other) && one.right === other.right
}

/** To a layer of tfjs null is the same as nothing. */
const isGiven = (value: unknown): boolean => value !== null && value !== undefined

type Entry = readonly [key: string, value: unknown]

/** The settings that are no defaults, found by making a layer of the same class without them. */
const settings = (
  layer: tf.layers.Layer,
  { factory, essential }: StandardLayer,
): ReadonlyArray<Entry> => {
  const config = configOf(layer)
  const kept = Object.fromEntries(essential.map((key) => [key, config[key]]))
  // Every factory has a type of its own for settings; these are of a layer of its class.
  const make = tf.layers[factory] as (settings: object) => tf.layers.Layer
  const defaults = configOf(make({ name: layer.name, ...kept }))
  return Object.entries(config).filter(
    ([key, value]) =>
      !omitted.test(key) &&
      isGiven(value) &&
      (essential.includes(key) || !equal(value, defaults[key])),
  )
}

const because = E.mapLeft((what: string) => `holds ${what}, not numbers, texts or lists of them`)

/** A regularizer or constraint, which is stored as its class name and its settings. */
const rule = (value: unknown): E.Either<string, string> => {
  const { className, config } = isRecord(value) ? value : {}
  const factory = typeof className === 'string' ? rules.get(className) : undefined
  return factory === undefined
    ? E.left('is no standard one of tfjs')
    : pipe(
        Object.entries(isRecord(config) ? config : {}),
        E.traverseArray(([key, each]) => field(key, each)),
        E.map((fields) => oneLine(callWithFields(factory, fields))),
        because,
      )
}

const setting = ([key, value]: Entry): E.Either<string, string> =>
  pipe(
    /(Regularizer|Constraint)$/.test(key)
      ? pipe(
          rule(value),
          E.map((text) => `${key}: ${text}`),
        )
      : because(
          field(
            key,
            sizes.test(key) && Array.isArray(value) && value.length === 1 ? value[0] : value,
          ),
        ),
    E.mapLeft((why) => `its ${key} ${why}`),
  )

const standardOf = (layer: tf.layers.Layer): E.Either<string, StandardLayer> =>
  E.fromNullable(`its class, ${layer.getClassName()}, is no standard layer of tfjs`)(
    standardLayers.get(layer.getClassName()),
  )

/** The call of `tf.layers` that makes a layer like this one. */
export const layerCall = (layer: tf.layers.Layer): E.Either<NotExportable, Call> =>
  pipe(
    E.Do,
    E.bind('standard', () => standardOf(layer)),
    E.bind('name', () => because(field('name', layer.name))),
    E.bind('entries', ({ standard }) =>
      E.tryCatch(
        () => settings(layer, standard),
        (error) => `tfjs makes no other layer by its settings (${messageOf(error)})`,
      ),
    ),
    E.bind('written', ({ entries }) => E.traverseArray(setting)(entries)),
    E.map(({ standard, name, written }) => callWithFields(standard.factory, [name, ...written])),
    E.mapLeft((why) => notExportable(layer.name, why)),
  )
