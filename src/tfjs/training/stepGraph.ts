import type * as tf from '@tensorflow/tfjs'
import { type AttributeValue, type GraphNode } from '../graph/GraphNode.ts'
import { constantNode, nodesOf } from '../graph/nodesOf.ts'
import { type GraphOptimizer, type GraphScalar } from '../graph/optimizerNodes.ts'
import { type DataId, type OpRecording } from '../graph/recordOps.ts'
import { type NativeBackend } from '../kernels/native.ts'
import { type Step } from './recordStep.ts'

/** A batch size's step, and the tensors that it was recorded with. */
export interface RecordedStep {
  readonly recording: OpRecording<Step>
  readonly batch: tf.Tensor
  readonly labels: tf.Tensor
}

/** The names in a step's graph: `i` counts variables, `k` batch sizes. */
export const named = {
  /** Where variable `i` is given its first value. */
  given: (i: number): string => `given_${i}`,
  read: (i: number): string => `read_${i}`,
  /** Gives all variables what was given. */
  bring: 'bring',
  /** Gives the optimizer's slots zeros. */
  clear: 'clear',
  batch: (k: number): string => `batch_${k}`,
  labels: (k: number): string => `labels_${k}`,
  seed: (dropout: number): string => `seed_${dropout}`,
  loss: (k: number): string => `loss_${k}`,
} as const

const type = (value: number): AttributeValue => ({ _tag: 'Type', value })

/**
 * The graph of training steps: variables with what starts and reads them, and for each batch size a
 * node that trains and gives the loss. `undefined` where a recording can not be written as a graph.
 *
 * @param seeds - what the dropouts' masks were seeded with while recording: placeholders take their
 * place
 */
export const stepGraph = (
  native: NativeBackend,
  variables: ReadonlyArray<tf.Variable>,
  optimizer: GraphOptimizer,
  steps: ReadonlyArray<RecordedStep>,
  seeds: ReadonlyArray<number>,
): ReadonlyArray<GraphNode> | undefined => {
  const { TF_FLOAT, TF_INT32 } = native.binding
  const float = type(TF_FLOAT)
  const node = (
    name: string,
    op: string,
    inputs: ReadonlyArray<string>,
    attributes: GraphNode['attributes'] = {},
  ): GraphNode => ({ name, op, inputs, attributes })
  const placeholder = (
    name: string,
    shape: ReadonlyArray<number>,
    dtype: number = TF_FLOAT,
  ): GraphNode =>
    node(name, 'Placeholder', [], { dtype: type(dtype), shape: { _tag: 'Shape', value: shape } })
  const number = (name: string, value: number): GraphNode =>
    constantNode(name, { type: TF_FLOAT, shape: [], values: Float32Array.of(value) })
  const handle = (name: string, shape: ReadonlyArray<number>): GraphNode =>
    node(name, 'VarHandleOp', [], {
      dtype: float,
      shape: { _tag: 'Shape', value: shape },
      shared_name: { _tag: 'Text', value: name },
    })
  const identity = (name: string, of: string, after: ReadonlyArray<string>): GraphNode =>
    node(name, 'Identity', [of, ...after.map((each) => `^${each}`)], { T: float })

  const nodes: Array<GraphNode> = [number('zero', 0)]
  const assign = (to: string, value: string): string => {
    const name = `assign_${to}`
    nodes.push(node(name, 'AssignVariableOp', [to, value], { dtype: float }))
    return name
  }
  const brought = variables.map(({ shape }, i) => {
    nodes.push(
      handle(`variable_${i}`, shape),
      placeholder(named.given(i), shape),
      node(named.read(i), 'ReadVariableOp', [`variable_${i}`], { dtype: float }),
    )
    return assign(`variable_${i}`, named.given(i))
  })
  const trained = variables.flatMap(({ name, shape }, i) =>
    steps.some(({ recording }) => recording.result.gradients.has(name)) ? [{ name, shape, i }] : [],
  )
  const cleared = trained.flatMap(({ shape, i }) =>
    optimizer.slots.map((slot) => {
      const name = `${slot}_${i}`
      nodes.push(
        handle(name, shape),
        constantNode(`shape_of_${name}`, {
          type: TF_INT32,
          shape: [shape.length],
          values: Int32Array.from(shape),
        }),
        node(`zeros_${name}`, 'Fill', [`shape_of_${name}`, 'zero'], { T: float }),
      )
      return assign(name, `zeros_${name}`)
    }),
  )
  nodes.push(identity(named.bring, 'zero', brought), identity(named.clear, 'zero', cleared))

  const scalarOf = (scalar: GraphScalar | 'gradient', i: number): string =>
    scalar === 'gradient' ? '' : 'name' in scalar ? scalar.name : `number_${i}`
  optimizer.inputs.forEach((scalar, i) => {
    if (scalar === 'gradient') return
    nodes.push(
      'name' in scalar ? placeholder(scalar.name, []) : number(scalarOf(scalar, i), scalar.value),
    )
  })
  seeds.forEach((_, i) => nodes.push(placeholder(named.seed(i), [2], TF_INT32)))
  // No variable is written before everyone has read it.
  nodes.push(
    node(
      'all_read',
      'NoOp',
      variables.map((_, i) => `^${named.read(i)}`),
    ),
  )

  for (const [k, { recording, batch, labels }] of steps.entries()) {
    const given = new Map<DataId, string>([
      [batch.dataId, named.batch(k)],
      [labels.dataId, named.labels(k)],
      ...variables.map(({ dataId }, i) => [dataId, named.read(i)] as const),
    ])
    for (const { op, inputs } of recording.calls) {
      const seed = inputs[1]
      if (op !== 'StatelessRandomUniform' || seed === undefined) continue
      const at = seeds.indexOf(recording.taken.get(seed)?.values[0] ?? NaN)
      if (at < 0) return undefined
      given.set(seed, named.seed(at))
    }
    const part = nodesOf(native, recording, given, `step_${k}`)
    const { loss, gradients, written } = recording.result
    const lossName = part?.nameOf(loss)
    if (part === undefined || lossName === undefined) return undefined
    nodes.push(
      placeholder(named.batch(k), batch.shape),
      placeholder(named.labels(k), labels.shape, labels.dtype === 'int32' ? TF_INT32 : TF_FLOAT),
      ...part.nodes,
    )
    const updates: Array<string> = []
    for (const { name, i } of trained) {
      const dataId = gradients.get(name)
      const gradient = dataId === undefined ? undefined : part.nameOf(dataId)
      if (gradient === undefined) return undefined
      const update = `update_${k}_${i}`
      updates.push(update)
      nodes.push(
        node(
          update,
          optimizer.op,
          [
            `variable_${i}`,
            ...optimizer.slots.map((slot) => `${slot}_${i}`),
            ...optimizer.inputs.map((scalar, at) =>
              scalar === 'gradient' ? gradient : scalarOf(scalar, at),
            ),
            '^all_read',
          ],
          { T: float, ...optimizer.flags },
        ),
      )
    }
    for (const [i, { name }] of variables.entries()) {
      const dataId = written.get(name)
      if (dataId === undefined) continue
      const value = part.nameOf(dataId)
      if (value === undefined) return undefined
      const write = `write_${k}_${i}`
      updates.push(write)
      nodes.push(
        node(write, 'AssignVariableOp', [`variable_${i}`, value, '^all_read'], { dtype: float }),
      )
    }
    nodes.push(identity(named.loss(k), lossName, updates))
  }
  return nodes
}
