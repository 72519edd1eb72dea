import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { type TrainingChoice } from '../../space/index.ts'
import { SeededDropout } from '../children/SeededDropout.ts'
import { openGraph } from '../graph/openGraph.ts'
import { graphOptimizer } from '../graph/optimizerNodes.ts'
import { type NativeBackend } from '../kernels/native.ts'
import { allLayers } from '../model/allLayers.ts'
import { canRecord } from './canRecord.ts'
import { type Objective } from './Objective.ts'
import { recordStep } from './recordStep.ts'
import { type LearningRate } from './schedule.ts'
import { type RecordedStep, stepGraph } from './stepGraph.ts'
import { named } from './stepNames.ts'
import { allVariables } from './trainableVariables.ts'
import { type Update } from './Update.ts'

type Named = readonly [name: string, tensor: tf.Tensor]

/**
 * Training steps as one graph: a step is computed once as tfjs does it, its operations are recorded,
 * and TensorFlow runs them from then on as one call, with the optimizer's kernels behind them.
 * `undefined` where steps may compute one thing and then another, or where TensorFlow does not take
 * the graph.
 *
 * @param batches - a batch of each size that is to come, with its labels
 * @param rate - the learning rate where it changes; default the one of the training
 */
export const graphUpdate = (
  native: NativeBackend,
  model: tf.LayersModel,
  objective: Objective,
  { optimizer: name, learningRate }: TrainingChoice,
  batches: ReadonlyArray<readonly [batch: tf.Tensor, labels: tf.Tensor1D]>,
  rate: LearningRate = learningRate,
): Update | undefined => {
  if (!canRecord(model)) return undefined
  const variables = allVariables(model)
  const dropouts = allLayers(model).filter((layer) => layer instanceof SeededDropout)
  const optimizer = graphOptimizer(name, rate)
  const steps: Array<RecordedStep> = []
  for (const [batch, labels] of batches) {
    const recording = recordStep(native, model, objective, batch, labels)
    if (recording === undefined) return undefined
    steps.push({ recording, batch, labels })
  }
  const seeds = dropouts.map(({ seed }) => seed)
  const nodes = stepGraph(native, variables, optimizer, steps, seeds)
  if (nodes === undefined) return undefined
  const opened = openGraph(native, nodes)
  if (E.isLeft(opened)) return undefined
  const session = opened.right

  /** The data that the model's variables had when the session's were the same. */
  let known: ReadonlyArray<object> = []
  let updates = 0
  /** Whether the session's variables have gone on from the model's. */
  let ahead = false
  const bring = (): void => {
    // Someone else may have given the model other values.
    if (ahead || variables.every(({ dataId }, i) => dataId === known[i])) return
    const values = Object.fromEntries(variables.map((variable, i) => [named.given(i), variable]))
    tf.dispose([...session.run(values, [named.bring])])
    known = variables.map(({ dataId }) => dataId)
  }
  tf.dispose([...session.run({}, [named.clear])])
  const sizes = batches.map(([{ shape }]) => shape[0])
  return {
    apply: (batch, labels) => {
      const k = sizes.indexOf(batch.shape[0])
      if (k < 0) throw new Error(`a batch of ${batch.shape[0]}, of which no step was recorded`)
      bring()
      updates += 1
      ahead = true
      return tf.tidy(() => {
        const scalars = optimizer.inputs.flatMap((each): ReadonlyArray<Named> =>
          each !== 'gradient' && 'name' in each ? [[each.name, tf.scalar(each.at(updates))]] : [],
        )
        const masks = dropouts.map(({ seed }, i): Named => [
          named.seed(i),
          tf.tensor1d([seed, 0], 'int32'),
        ])
        const [loss] = session.run(
          {
            [named.batch(k)]: batch,
            [named.labels(k)]: labels,
            ...Object.fromEntries<tf.Tensor>([...scalars, ...masks]),
          },
          [named.loss(k)],
        )
        // The node of the loss is a mean.
        return loss as tf.Scalar
      })
    },
    settle: () => {
      if (!ahead) return
      const values = session.run(
        {},
        variables.map((_, i) => named.read(i)),
      )
      variables.forEach((variable, i) => {
        const value = values[i]
        if (value !== undefined) variable.assign(value)
        value?.dispose()
      })
      known = variables.map(({ dataId }) => dataId)
      ahead = false
    },
    dispose: session.dispose,
  }
}
