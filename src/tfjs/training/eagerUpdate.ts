import * as tf from '@tensorflow/tfjs'
import { type TrainingChoice } from '../../space/index.ts'
import { type Objective } from './Objective.ts'
import { optimizerOf } from './optimizers.ts'
import { type LearningRate } from './schedule.ts'
import { stepGradients } from './stepGradients.ts'
import { trainableVariables } from './trainableVariables.ts'
import { type Update } from './Update.ts'

/** Training steps as tfjs computes them, one operation after the other: on every backend. */
export const eagerUpdate = (
  model: tf.LayersModel,
  objective: Objective,
  { optimizer: name, learningRate }: TrainingChoice,
  rate: LearningRate = learningRate,
): Update => {
  const variables = trainableVariables(model)
  const optimizer = optimizerOf(name, variables, rate)
  return {
    apply: (batch, labels) =>
      tf.tidy(() => {
        const { value, grads } = stepGradients(model, objective, variables, batch, labels)
        optimizer.apply(grads)
        return value
      }),
    settle: () => undefined,
    dispose: optimizer.dispose,
  }
}
