import { type AttributeValue, type GraphNode } from '../graph/GraphNode.ts'
import { constantNode } from '../graph/nodesOf.ts'
import { type NativeBackend } from '../kernels/native.ts'

/** Makers of the nodes that a step's graph has beside the recorded ones. */
export interface StepNodes {
  readonly node: (
    name: string,
    op: string,
    inputs: ReadonlyArray<string>,
    attributes?: GraphNode['attributes'],
  ) => GraphNode
  /** A tensor that is handed over at each run; float32 by default. */
  readonly placeholder: (
    name: string,
    shape: ReadonlyArray<number>,
    dtype?: 'float32' | 'int32',
  ) => GraphNode
  readonly number: (name: string, value: number) => GraphNode
  readonly shape: (name: string, sizes: ReadonlyArray<number>) => GraphNode
  /** A variable that the session keeps between runs. */
  readonly handle: (name: string, shape: ReadonlyArray<number>) => GraphNode
  readonly assign: (
    name: string,
    to: string,
    value: string,
    after?: ReadonlyArray<string>,
  ) => GraphNode
  /** The value of a node, once others have run. */
  readonly after: (name: string, of: string, others: ReadonlyArray<string>) => GraphNode
  readonly float: AttributeValue
}

/** {@link StepNodes} in the numbers that a binding has for types. */
export const stepNodes = ({ binding: { TF_FLOAT, TF_INT32 } }: NativeBackend): StepNodes => {
  const type = (value: number): AttributeValue => ({ _tag: 'Type', value })
  const float = type(TF_FLOAT)
  const control = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
    names.map((name) => `^${name}`)
  const node: StepNodes['node'] = (name, op, inputs, attributes = {}) => ({
    ...{ name, op, inputs, attributes },
  })
  return {
    node,
    float,
    placeholder: (name, shape, dtype = 'float32') =>
      node(name, 'Placeholder', [], {
        dtype: type(dtype === 'int32' ? TF_INT32 : TF_FLOAT),
        shape: { _tag: 'Shape', value: shape },
      }),
    number: (name, value) =>
      constantNode(name, { type: TF_FLOAT, shape: [], values: Float32Array.of(value) }),
    shape: (name, sizes) =>
      constantNode(name, {
        type: TF_INT32,
        shape: [sizes.length],
        values: Int32Array.from(sizes),
      }),
    handle: (name, shape) =>
      node(name, 'VarHandleOp', [], {
        dtype: float,
        shape: { _tag: 'Shape', value: shape },
        shared_name: { _tag: 'Text', value: name },
      }),
    assign: (name, to, value, after = []) =>
      node(name, 'AssignVariableOp', [to, value, ...control(after)], { dtype: float }),
    after: (name, of, others) => node(name, 'Identity', [of, ...control(others)], { T: float }),
  }
}
