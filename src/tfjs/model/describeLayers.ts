import type * as tf from '@tensorflow/tfjs'
import { isRecord } from '../../common/index.ts'
import { activationOf } from './activationOf.ts'
import { isModel } from './isModel.ts'
import { flopsOf, product, sizes, type Use } from './modelCost.ts'

/** A layer of a network, in words and numbers. */
export interface LayerDescription {
  readonly name: string
  /** As `Conv2D`. */
  readonly kind: string
  /** What distinguishes it, as `3x3, 16 filters, relu`. */
  readonly detail: string
  /** Shape of what it puts out for one example. */
  readonly output: string
  /** Numbers that are trained. */
  readonly parameters: number
  /** Operations for one example. */
  readonly flops: number
  readonly milliseconds: null
  /** Places of the layers that it reads, among those before it. */
  readonly reads: ReadonlyArray<number>
}

const times = (value: unknown): string =>
  [value]
    .flat()
    .map((one) => String(one))
    .join('x')

const counted = new Map([
  ['units', 'units'],
  ['filters', 'filters'],
])

const detailOf = (layer: tf.layers.Layer): string => {
  if (isModel(layer)) return `${layer.layers.length} layers`
  const config: unknown = layer.getConfig()
  if (!isRecord(config)) return ''
  const { kernelSize, poolSize, strides, rate, padding, dilationRate } = config
  const window = kernelSize ?? poolSize
  const isOne = (value: unknown): boolean => [value].flat().every((one) => Number(one) === 1)
  const activation = activationOf(layer)
  return [
    ...(window === undefined ? [] : [times(window)]),
    ...[...counted].flatMap(([key, noun]) =>
      typeof config[key] === 'number' ? [`${config[key]} ${noun}`] : [],
    ),
    ...(strides === undefined || isOne(strides) || strides === null
      ? []
      : [`strides ${times(strides)}`]),
    ...(dilationRate === undefined || isOne(dilationRate)
      ? []
      : [`dilation ${times(dilationRate)}`]),
    ...(typeof rate === 'number' ? [`rate ${rate}`] : []),
    ...(padding === 'same' ? ['same padding'] : []),
    ...(activation === 'linear' ? [] : [activation]),
  ].join(', ')
}

const shapeText = (shapes: ReadonlyArray<unknown>): string => {
  const shape = shapes.flat().slice(1)
  return shape.length === 0
    ? '1'
    : shape.map((size) => (typeof size === 'number' ? String(size) : 'any')).join(' x ')
}

/** Uses of layers in the order in which they can be computed. */
const usesOf = (model: tf.LayersModel): ReadonlyArray<Use> => {
  if (!model.built) model.build(model.inputs.map(({ shape }) => shape))
  return Object.entries(model.nodesByDepth)
    .sort(([a], [b]) => Number(b) - Number(a))
    .flatMap(([, uses]) => uses)
}

/** The layers of a network, each after those that it reads; a model in it is one of them. */
export const describeLayers = (model: tf.LayersModel): ReadonlyArray<LayerDescription> => {
  const uses = usesOf(model)
  // A layer's last use is what later ones read, but where each of its uses is read apart.
  const placeOf = new Map<string, number>()
  const seen = new Set<tf.layers.Layer>()
  return uses.map((use, place) => {
    const { outboundLayer: layer, inboundLayers, nodeIndices } = use
    const own = layer.inboundNodes.indexOf(use)
    placeOf.set(`${layer.id} ${own}`, place)
    // What is used again has its numbers once.
    const isFirst = !seen.has(layer)
    seen.add(layer)
    return {
      name: layer.name,
      kind: isModel(layer) ? 'Model' : layer.getClassName(),
      detail: detailOf(layer),
      output: shapeText(use.outputShapes),
      parameters: isFirst
        ? layer.trainableWeights.reduce((n, { shape }) => n + product(sizes(shape)), 0)
        : 0,
      flops: flopsOf(use),
      milliseconds: null,
      reads: [
        ...new Set(
          inboundLayers.flatMap(({ id }, i) => placeOf.get(`${id} ${nodeIndices[i] ?? 0}`) ?? []),
        ),
      ],
    }
  })
}
