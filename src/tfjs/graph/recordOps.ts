import { type NativeBackend, type OpAttribute, type Operand } from '../kernels/native.ts'
import { type Constant } from './GraphNode.ts'

/** What tells a tensor's data from others'. */
export type DataId = Operand['dataId']

/** An operation that was executed. */
export interface OpCall {
  readonly op: string
  readonly attributes: ReadonlyArray<OpAttribute>
  readonly inputs: ReadonlyArray<DataId>
  /** TensorFlow's number for the type of the first input. */
  readonly type?: number
  readonly outputs: ReadonlyArray<DataId>
}

/** The operations of a computation. */
export interface OpRecording<A> {
  readonly result: A
  readonly calls: ReadonlyArray<OpCall>
  /** What operations took that none of them had computed. */
  readonly taken: ReadonlyMap<DataId, Constant>
  /** Whether it looked at a number that it had computed, and so may compute another way the next time. */
  readonly looked: boolean
}

const recorded = ['executeSingleOutput', 'executeMultipleOutputs', 'readSync'] as const

/**
 * Runs a computation and records the operations that the native backend executes for it.
 *
 * @param known - tensors whose numbers are not wanted: what the computation is a function of
 */
export const recordOps = <A>(
  native: NativeBackend,
  known: ReadonlySet<DataId>,
  run: () => A,
): OpRecording<A> => {
  const calls: Array<OpCall> = []
  const taken = new Map<DataId, Constant>()
  const computed = new Set<DataId>(known)
  let looked = false
  const executeSingleOutput = native.executeSingleOutput.bind(native)
  const executeMultipleOutputs = native.executeMultipleOutputs.bind(native)
  const readSync = native.readSync.bind(native)
  const own = recorded.map((name): readonly [string, unknown] => [name, Reflect.get(native, name)])
  const take = ({ dataId }: Operand): DataId => {
    const data = native.tensorMap.get(dataId)
    // The numbers of a tensor that no operation made are never changed, but it may be freed soon.
    if (!computed.has(dataId) && !taken.has(dataId))
      taken.set(dataId, {
        type: data.dtype,
        shape: [...data.shape],
        values: readSync(dataId).slice(),
      })
    return dataId
  }
  const record = <R extends Operand>(
    op: string,
    attributes: ReadonlyArray<OpAttribute>,
    inputs: ReadonlyArray<DataId>,
    outputs: ReadonlyArray<R>,
  ): void => {
    const [first] = inputs
    const type = first === undefined ? {} : { type: native.tensorMap.get(first).dtype }
    const made = outputs.map(({ dataId }) => dataId)
    for (const dataId of made) computed.add(dataId)
    calls.push({ op, attributes, inputs, ...type, outputs: made })
  }
  native.executeSingleOutput = (op, attributes, tensors) => {
    const inputs = tensors.map(take)
    const output = executeSingleOutput(op, attributes, tensors)
    record(op, attributes, inputs, [output])
    return output
  }
  native.executeMultipleOutputs = (op, attributes, tensors, count) => {
    const inputs = tensors.map(take)
    const outputs = executeMultipleOutputs(op, attributes, tensors, count)
    record(op, attributes, inputs, outputs)
    return outputs
  }
  native.readSync = (dataId) => {
    looked ||= computed.has(dataId)
    return readSync(dataId)
  }
  try {
    return { result: run(), calls, taken, looked }
  } finally {
    for (const [name, method] of own) Reflect.set(native, name, method)
  }
}
