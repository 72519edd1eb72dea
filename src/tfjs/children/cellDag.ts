import * as tf from '@tensorflow/tfjs'
import {
  type CellDag,
  cellEdges,
  type CellOperation,
  nodesOf,
  reachedNodes,
} from '../../space/index.ts'
import { outputsOf, type Task } from '../../task/index.ts'
import { AveragePool } from './AveragePool.ts'
import { connect } from './connect.ts'
import { initialise, zeros } from './initialise.ts'
import { normalise } from './normalise.ts'

/** ReLU, convolution, batch normalisation: the order of NAS-Bench-201. */
const convolved = (
  x: tf.SymbolicTensor,
  name: string,
  filters: number,
  kernelSize: number,
  strides = 1,
): tf.SymbolicTensor =>
  [
    tf.layers.reLU({ name: `${name}_relu` }),
    tf.layers.conv2d({
      name: `${name}_conv`,
      filters,
      kernelSize,
      strides,
      padding: 'same',
      useBias: false,
      ...zeros,
    }),
    normalise(`${name}_norm`),
  ].reduce(connect, x)

const operate = (
  x: tf.SymbolicTensor,
  operation: CellOperation | undefined,
  name: string,
  filters: number,
): ReadonlyArray<tf.SymbolicTensor> => {
  switch (operation) {
    case undefined:
    case 'none':
      return []
    case 'skip':
      return [x]
    case 'conv1x1':
      return [convolved(x, name, filters, 1)]
    case 'conv3x3':
      return [convolved(x, name, filters, 3)]
    case 'avgpool3x3':
      return [connect(x, new AveragePool({ name: `${name}_pool`, window: 3, stride: 1 }))]
  }
}

/** The nodes on a path from the input to the output, in order: what leads nowhere is not built. */
const liveNodes = (child: CellDag): ReadonlyArray<number> => {
  const leading = new Set([nodesOf(child) - 1])
  for (const [from, to] of cellEdges(nodesOf(child)).toReversed())
    if (leading.has(to) && child.cell[`${from}-${to}`] !== 'none') leading.add(from)
  return reachedNodes(child).filter((node) => leading.has(node))
}

/** A cell: each node is the sum of what the edges into it bring. */
const cell = (
  input: tf.SymbolicTensor,
  child: CellDag,
  filters: number,
  name: string,
): tf.SymbolicTensor => {
  const nodes = new Map([[0, input]])
  for (const to of liveNodes(child).slice(1)) {
    const incoming = cellEdges(nodesOf(child))
      .filter(([, target]) => target === to)
      .flatMap(([from]) => {
        const x = nodes.get(from)
        const edge = `${from}-${to}`
        return x === undefined ? [] : operate(x, child.cell[edge], `${name}_${from}_${to}`, filters)
      })
    const [only] = incoming
    if (only === undefined) continue
    nodes.set(
      to,
      incoming.length === 1
        ? only
        : connect(incoming, tf.layers.add({ name: `${name}_node_${to}` })),
    )
  }
  return nodes.get(nodesOf(child) - 1) ?? input
}

/**
 * A network of equal cells: a 3x3 stem, cells, a reduction (stride 2, twice the filters), cells,
 * ReLU, global average pooling and a dense layer.
 *
 * Source: Dong and Yang, "NAS-Bench-201" (2020), with one reduction instead of two.
 */
export const buildCellDag =
  (task: Task) =>
  (child: CellDag, seed: number): tf.LayersModel => {
    const input = tf.input({ shape: [...task.input] })
    const stem = { name: 'stem', kernelSize: 3, padding: 'same', useBias: false } as const
    let x = connect(input, tf.layers.conv2d({ ...stem, filters: child.filters, ...zeros }))
    x = connect(x, normalise('stem_norm'))
    for (const [part, filters] of [child.filters, 2 * child.filters].entries()) {
      if (part > 0) x = convolved(x, 'reduction', filters, 3, 2)
      for (let i = 1; i <= child.cells; i++) x = cell(x, child, filters, `cell_${part + 1}_${i}`)
    }
    x = connect(x, tf.layers.reLU({ name: 'relu' }))
    x = connect(x, tf.layers.globalAveragePooling2d({ name: 'global_pool' }))
    const head = tf.layers.dense({ name: 'outputs', units: outputsOf(task), ...zeros })
    return initialise(
      tf.model({ name: 'cell_dag', inputs: input, outputs: connect(x, head) }),
      seed,
    )
  }
