import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { layerCall } from './layerCall.ts'
import { type Call, callWithFields, callWithValues, chainedStatement, statement } from './layout.ts'
import { literal } from './literal.ts'
import { type NotExportable } from './NotExportable.ts'
import { type SymbolicGraph, symbolicGraph } from './symbolicGraph.ts'
import { variables } from './variables.ts'

const cast = ' as tf.SymbolicTensor'

const inputCall = ({ sourceLayer, shape, dtype }: tf.SymbolicTensor): Call => {
  const [batch, ...rest] = shape
  return callWithFields('tf.input', [
    `name: ${literal(sourceLayer.name)}`,
    batch === null ? `shape: ${literal(rest)}` : `batchShape: ${literal(shape)}`,
    ...(dtype === 'float32' ? [] : [`dtype: ${literal(dtype)}`]),
  ])
}

/** The layers that are applied more than once, whose weights these applications share. */
const sharedLayers = ({ made }: SymbolicGraph): ReadonlyArray<tf.layers.Layer> => {
  const layers = made.map(({ sourceLayer }) => sourceLayer)
  return [...new Set(layers.filter((layer, i) => layers.indexOf(layer) !== i))]
}

/** The body of a function that makes the graph: a statement a layer. */
const bodySource = (
  name: string,
  graph: SymbolicGraph,
): E.Either<NotExportable, ReadonlyArray<string>> => {
  const { input, made, output } = graph
  const shared = sharedLayers(graph)
  const variable = variables()
  const of = (tensor: tf.SymbolicTensor): string =>
    variable(tensor, tensor === input ? 'input' : tensor.sourceLayer.name)
  const ofLayer = (layer: tf.layers.Layer): string => variable(layer, `${layer.name}_layer`)

  const start = statement(`const ${of(input)} = `, inputCall(input))
  const layers = E.traverseArray((layer: tf.layers.Layer) =>
    E.map((call: Call) => statement(`const ${ofLayer(layer)} = tf.layers.`, call))(
      layerCall(layer),
    ),
  )(shared)
  const tensors = E.traverseArray((tensor: tf.SymbolicTensor) => {
    const { sourceLayer, inputs } = tensor
    const apply = callWithValues('apply', inputs.map(of))
    if (shared.includes(sourceLayer))
      return E.right(statement(`const ${of(tensor)} = ${ofLayer(sourceLayer)}.`, apply, cast))
    return E.map((call: Call) =>
      chainedStatement(`const ${of(tensor)} = tf.layers`, [call, apply], cast),
    )(layerCall(sourceLayer))
  })(made)
  if (E.isLeft(layers)) return layers
  if (E.isLeft(tensors)) return tensors
  const result = of(output)
  const ends = [
    `name: ${literal(name)}`,
    `inputs: ${of(input)}`,
    result === 'outputs' ? result : `outputs: ${result}`,
  ]
  const end = statement('return ', callWithFields('tf.model', ends))
  return E.right([start, ...layers.right, ...tensors.right, end])
}

/** The source text of `build`, which makes the network. */
export const buildSource = (model: tf.LayersModel): E.Either<NotExportable, string> => {
  const graph = symbolicGraph(model)
  if (E.isLeft(graph)) return graph
  return E.map((body: ReadonlyArray<string>) =>
    [
      '/** The network, its weights fresh. */',
      'export const build = (): tf.LayersModel => {',
      ...body,
      '}',
    ].join('\n'),
  )(bodySource(model.name, graph.right))
}
