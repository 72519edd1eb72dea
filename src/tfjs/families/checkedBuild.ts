import * as tf from '@tensorflow/tfjs'
import { failTraining, toTrainingError, trainerFailed } from '../../episode/index.ts'
import { type Task } from '../../task/index.ts'
import { misfit } from '../model/misfit.ts'
import { seededMathRandom } from '../training/seededMathRandom.ts'
import { type Builder } from './Builder.ts'
import { type Children } from './ChildFamily.ts'

/** Only the type checker says that a builder gives a model: an `async` one gives a promise. */
const isNetwork = (built: unknown): boolean =>
  Array.isArray(Reflect.get(Object(built), 'inputs')) &&
  Array.isArray(Reflect.get(Object(built), 'layers'))

/**
 * A user's builder, run with a seed.
 *
 * @throws a `TrainerFailed` training error where it throws, or where what it makes does not fit the
 * task; a training error of its own is kept
 */
export const checkedBuild = <A>(
  family: string,
  builder: Builder<A>,
  task: Task,
): Children<A>['build'] => {
  const fail = (what: string): never =>
    failTraining(trainerFailed(`The builder of ${family} ${what}.`))
  const run = (architecture: A): tf.LayersModel => {
    try {
      return builder(architecture, tf, task)
    } catch (thrown) {
      const error = toTrainingError(thrown)
      return error === thrown
        ? failTraining(error)
        : fail(`failed: ${error.message.replace(/\.$/, '')}`)
    }
  }
  return (architecture, seed) => {
    const model = seededMathRandom(seed, () => run(architecture))
    if (!isNetwork(model)) return fail('made no network of tfjs, which it should give back')
    if (!(model instanceof tf.LayersModel))
      return fail(
        'made its network by another copy of @tensorflow/tfjs than rxnas, which cannot train it: use the tf that the builder is given, or let the project have one copy, which npm ls @tensorflow/tfjs shows',
      )
    const reason = misfit(model, task, 'the data')
    if (reason === undefined) return model
    model.dispose()
    return fail(`made a network that does not fit: it ${reason}`)
  }
}
