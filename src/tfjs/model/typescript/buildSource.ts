import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { layerCall } from './layerCall.ts'
import { type Call, callWithFields, callWithValues, chainedStatement, statement } from './layout.ts'
import { field } from './literal.ts'
import { notExportable, type NotExportable } from './NotExportable.ts'
import { type SymbolicGraph, symbolicGraph } from './symbolicGraph.ts'
import { variables } from './variables.ts'

const cast = ' as tf.SymbolicTensor'

const inputCall = ({
  sourceLayer,
  shape,
  dtype,
}: tf.SymbolicTensor): E.Either<NotExportable, Call> => {
  const [batch, ...rest] = shape
  const fields: ReadonlyArray<readonly [key: string, value: unknown]> = [
    ['name', sourceLayer.name],
    batch === null ? ['shape', rest] : ['batchShape', shape],
    ...(dtype === 'float32' ? [] : [['dtype', dtype] as const]),
  ]
  return pipe(
    fields,
    E.traverseArray(([key, value]) => field(key, value)),
    E.map((written) => callWithFields('tf.input', written)),
    E.mapLeft((what) => notExportable(sourceLayer.name, `its input holds ${what}`)),
  )
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

  const makeShared = (layer: tf.layers.Layer): E.Either<NotExportable, string> =>
    pipe(
      layerCall(layer),
      E.map((call) => statement(`const ${ofLayer(layer)} = tf.layers.`, call)),
    )
  const makeTensor = (tensor: tf.SymbolicTensor): E.Either<NotExportable, string> => {
    const { sourceLayer, inputs } = tensor
    const apply = callWithValues('apply', inputs.map(of))
    return shared.includes(sourceLayer)
      ? E.right(statement(`const ${of(tensor)} = ${ofLayer(sourceLayer)}.`, apply, cast))
      : pipe(
          layerCall(sourceLayer),
          E.map((call) => chainedStatement(`const ${of(tensor)} = tf.layers`, [call, apply], cast)),
        )
  }
  return pipe(
    E.Do,
    E.bind('input', () => inputCall(input)),
    E.let('start', (made) => statement(`const ${of(input)} = `, made.input)),
    E.bind('layers', () => E.traverseArray(makeShared)(shared)),
    E.bind('tensors', () => E.traverseArray(makeTensor)(made)),
    E.bind('name', () =>
      pipe(
        field('name', name),
        E.mapLeft((what) => notExportable('the network', `its name is ${what}`)),
      ),
    ),
    E.map((written) => {
      const result = of(output)
      const ends = [
        written.name,
        `inputs: ${of(input)}`,
        result === 'outputs' ? result : `outputs: ${result}`,
      ]
      const end = statement('return ', callWithFields('tf.model', ends))
      return [written.start, ...written.layers, ...written.tensors, end]
    }),
  )
}

/** The source text of `build`, which makes the network. */
export const buildSource = (model: tf.LayersModel): E.Either<NotExportable, string> =>
  pipe(
    symbolicGraph(model),
    E.chain((graph) => bodySource(model.name, graph)),
    E.map((body) =>
      [
        '/** The network, its weights fresh. */',
        'export const build = (): tf.LayersModel => {',
        ...body,
        '}',
      ].join('\n'),
    ),
  )
