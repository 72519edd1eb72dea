import { type NativeBackend, type OpAttribute } from '../kernels/native.ts'
import { type AttributeValue, type Constant, type GraphNode } from './GraphNode.ts'
import { type DataId, type OpCall, type OpRecording } from './recordOps.ts'

const attributeOf = (
  { binding }: NativeBackend,
  { type, value }: OpAttribute,
): AttributeValue | undefined => {
  switch (type) {
    case binding.TF_ATTR_STRING:
      return typeof value === 'string' ? { _tag: 'Text', value } : undefined
    case binding.TF_ATTR_INT:
      if (Array.isArray(value)) return { _tag: 'Ints', value }
      return typeof value === 'number' ? { _tag: 'Int', value } : undefined
    case binding.TF_ATTR_FLOAT:
      return typeof value === 'number' ? { _tag: 'Float', value } : undefined
    case binding.TF_ATTR_BOOL:
      return { _tag: 'Bool', value: Boolean(value) }
    case binding.TF_ATTR_TYPE:
      return typeof value === 'number' ? { _tag: 'Type', value } : undefined
    case binding.TF_ATTR_SHAPE:
      return Array.isArray(value) ? { _tag: 'Shape', value } : undefined
    default:
      return undefined
  }
}

/** Operations that tfjs leaves the type of their input out of, which a graph has to have. */
const typeLeftOut: ReadonlyMap<string, string> = new Map([['ExpandDims', 'T']])

const attributesOf = (
  native: NativeBackend,
  { op, type, attributes }: OpCall,
): GraphNode['attributes'] | undefined => {
  const all: Record<string, AttributeValue> = {}
  const left = typeLeftOut.get(op)
  if (left !== undefined && type !== undefined) all[left] = { _tag: 'Type', value: type }
  for (const attribute of attributes) {
    const value = attributeOf(native, attribute)
    if (value === undefined) return undefined
    all[attribute.name] = value
  }
  return all
}

/** A constant that holds one number where all are equal. */
const constantOf = ({ type, shape, values }: Constant): Constant => {
  const [first] = values
  return {
    type,
    shape,
    values: values.every((x) => Object.is(x, first)) ? values.subarray(0, 1) : values,
  }
}

/** A node that is a constant. */
export const constantNode = (name: string, value: Constant): GraphNode => ({
  name,
  op: 'Const',
  inputs: [],
  attributes: {
    dtype: { _tag: 'Type', value: value.type },
    value: { _tag: 'Constant', value },
  },
})

/** A recording as a part of a graph. */
export interface Subgraph {
  readonly nodes: ReadonlyArray<GraphNode>
  /** What computes a tensor. */
  readonly nameOf: (dataId: DataId) => string | undefined
}

/**
 * The nodes that compute what a recording computed, of named tensors; what it took beside them is
 * constant. `undefined` where an operation has an attribute that is not known here.
 *
 * @param prefix - what the nodes' names begin with
 */
export const nodesOf = (
  native: NativeBackend,
  { calls, taken }: OpRecording<unknown>,
  given: ReadonlyMap<DataId, string>,
  prefix: string,
): Subgraph | undefined => {
  const names = new Map(given)
  const nodes: Array<GraphNode> = []
  for (const [dataId, each] of taken) {
    if (names.has(dataId)) continue
    const name = `${prefix}_constant_${names.size}`
    names.set(dataId, name)
    nodes.push(constantNode(name, constantOf(each)))
  }
  for (const [i, call] of calls.entries()) {
    const { op, inputs, outputs } = call
    const all = attributesOf(native, call)
    const from = inputs.map((dataId) => names.get(dataId))
    if (all === undefined || from.some((name) => name === undefined)) return undefined
    const name = `${prefix}_${i}`
    nodes.push({ name, op, inputs: from.filter((each) => each !== undefined), attributes: all })
    for (const [k, dataId] of outputs.entries()) names.set(dataId, k === 0 ? name : `${name}:${k}`)
  }
  return { nodes, nameOf: (dataId) => names.get(dataId) }
}
