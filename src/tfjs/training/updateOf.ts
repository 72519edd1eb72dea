import type * as tf from '@tensorflow/tfjs'
import { type TrainingChoice } from '../../space/index.ts'
import { inScope } from '../graph/inScope.ts'
import { nativeBackend } from '../kernels/native.ts'
import { eagerUpdate } from './eagerUpdate.ts'
import { type ExampleTensors } from './ExampleTensors.ts'
import { graphUpdate } from './graphUpdate.ts'
import { type Objective } from './Objective.ts'
import { type LearningRate } from './schedule.ts'
import { type Update } from './Update.ts'

/** From so many steps on, each batch size is worth the preparation of its part of a graph. */
const worthIt = 20

/** How a model is trained for so many steps: as one graph where that can be done and is worth it. */
export const updateOf = (
  model: tf.LayersModel,
  { count, inputs, labels }: ExampleTensors,
  objective: Objective,
  training: TrainingChoice,
  steps: number,
  rate: LearningRate,
): Update => {
  const native = nativeBackend()
  const size = Math.min(training.batchSize, count)
  // The last batch of an epoch has what is left.
  const rest = steps >= Math.ceil(count / size) ? count % size : 0
  const sizes = [size, ...(rest === 0 ? [] : [rest])]
  const graph =
    native === undefined || steps < worthIt * sizes.length
      ? undefined
      : inScope(() => {
          const batches = sizes.map(
            (each) => [inputs.slice(0, each), labels.slice(0, each)] as const,
          )
          return graphUpdate(native, model, objective, training, batches, rate)
        })
  return graph ?? eagerUpdate(model, objective, training, rate)
}
