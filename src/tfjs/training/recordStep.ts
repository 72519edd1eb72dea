import type * as tf from '@tensorflow/tfjs'
import { type DataId, type OpRecording, recordOps } from '../graph/recordOps.ts'
import { inScope } from '../graph/inScope.ts'
import { type NativeBackend } from '../kernels/native.ts'
import { type Objective } from './Objective.ts'
import { stepGradients } from './stepGradients.ts'
import { allVariables, trainableVariables } from './trainableVariables.ts'

/** What one step computes: tensors by their data. */
export interface Step {
  readonly loss: DataId
  /** By the names of the variables that are trained. */
  readonly gradients: ReadonlyMap<string, DataId>
  /** What the step itself wrote into variables, by their names: moving averages. */
  readonly written: ReadonlyMap<string, DataId>
}

/** Whether a computation draws from Math.random. */
const drawsRandom = <A>(run: () => A): readonly [A, boolean] => {
  const own = Math.random
  let drawn = false
  Math.random = () => {
    drawn = true
    return own()
  }
  try {
    return [run(), drawn]
  } finally {
    Math.random = own
  }
}

/** Beyond so many operations (a recurrent network over a long series), a graph takes long to prepare. */
const mostCalls = 3000

/**
 * The operations of one step of training on a batch, which leaves the model as it was. `undefined`
 * where another step may compute something else: it drew from Math.random or looked at its numbers.
 */
export const recordStep = (
  native: NativeBackend,
  model: tf.LayersModel,
  objective: Objective,
  batch: tf.Tensor,
  labels: tf.Tensor1D,
): OpRecording<Step> | undefined => {
  const all = allVariables(model)
  const known = new Set([batch, labels, ...all].map(({ dataId }) => dataId))
  const before = all.map((variable) => variable.clone())
  const [recording, drawn] = drawsRandom(() =>
    recordOps(native, known, () =>
      inScope((): Step => {
        const { value, grads } = stepGradients(
          model,
          objective,
          trainableVariables(model),
          batch,
          labels,
        )
        return {
          loss: value.dataId,
          gradients: new Map(Object.entries(grads).map(([name, { dataId }]) => [name, dataId])),
          written: new Map(
            all.flatMap(({ name, dataId }, i) =>
              dataId === before[i]?.dataId ? [] : [[name, dataId]],
            ),
          ),
        }
      }),
    ),
  )
  all.forEach((variable, i) => {
    const value = before[i]
    if (value !== undefined && value.dataId !== variable.dataId) variable.assign(value)
    value?.dispose()
  })
  return drawn || recording.looked || recording.calls.length > mostCalls ? undefined : recording
}
