import type * as tf from '@tensorflow/tfjs'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { bracket } from '../../common/index.ts'
import { type Task } from '../../core.ts'
import {
  evaluateModel,
  type Evaluation,
  type ExampleTensors,
  objectiveOf,
  withProbabilities,
} from '../../tfjs/index.ts'
import { loadModel, type ModelError, saveModel } from '../model/index.ts'

/** Equal but for the rounding of another batch of sums. */
const agree = (a: Evaluation, b: Evaluation): boolean =>
  Object.entries(a).every(([name, value]) => {
    const other = b[name] ?? NaN
    return Math.abs(value - other) <= 1e-4 * Math.max(1, Math.abs(value))
  })

/** What a model is checked by. */
export interface CheckedBy {
  readonly task: Task
  readonly labelScale: number
  readonly examples: ExampleTensors
}

const measure =
  ({ task, labelScale, examples }: CheckedBy) =>
  (model: tf.LayersModel): T.Task<Evaluation> =>
  () =>
    evaluateModel(model, examples, objectiveOf(task, model, labelScale))

/**
 * Saves a network as it is used, classes as probabilities, and loads it again to see that what was
 * saved is what was trained.
 */
export const saveChecked = (
  model: tf.LayersModel,
  folder: string,
  by: CheckedBy,
): TE.TaskEither<ModelError, void> => {
  const used = by.task.target._tag === 'Classes' ? withProbabilities(model) : model
  return pipe(
    TE.Do,
    // Of the form that is saved: the loss of a probability is bounded, that of a logit is not.
    TE.bind('had', () => TE.fromTask(measure(by)(used))),
    TE.chainFirst(() => () => saveModel(used, folder)),
    TE.bind('has', () =>
      bracket(
        () => loadModel(folder),
        (loaded) => TE.fromTask(measure(by)(loaded)),
        (loaded) =>
          T.fromIO(() => {
            loaded.dispose()
          }),
      ),
    ),
    TE.filterOrElse(
      ({ had, has }) => agree(had, has),
      ({ had, has }): ModelError => ({
        _tag: 'ModelError',
        message: `The model saved in ${folder} loads back with other validation metrics (${JSON.stringify(has)}) than it had (${JSON.stringify(had)}).`,
      }),
    ),
    TE.map(() => undefined),
  )
}
