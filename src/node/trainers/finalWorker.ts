import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import {
  failTraining,
  type Task,
  trainerFailed,
  type TrainingJob,
  type TrainingProgress,
} from '../../core.ts'
import { type Trainer } from '../../../streams/index.ts'
import {
  bothExamples,
  constantBaseline,
  disposeExamples,
  evaluateModel,
  type Evaluation,
  type ExampleTensors,
  fitLinear,
  type KeptWeights,
  objectiveOf,
  openChild,
  type OpenChild,
  toTensors,
  trainAgainOnAll,
  trainUntilBest,
} from '../../tfjs/index.ts'
import { linearFolder } from '../model/index.ts'
import { type LoadedWorker, loadWorker, orThrow } from './loadWorker.ts'
import { saveChecked } from './saveChecked.ts'
import { trainerOf } from './trainerOf.ts'

const ModelFolder = t.type({ modelFolder: t.string })

const modelFolderOf = (raw: unknown): E.Either<{ readonly message: string }, string> =>
  E.bimap(
    () => ({ message: 'its options name no folder for the model' }),
    ({ modelFolder }: t.TypeOf<typeof ModelFolder>) => modelFolder,
  )(ModelFolder.decode(raw))

const prefixed = (
  prefix: string,
  measured: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [
      `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      value,
    ]),
  )

interface Parts {
  readonly task: Task
  readonly unit: number
  /** What it learns from. */
  readonly train: ExampleTensors
  readonly validation: ExampleTensors
  readonly test: ExampleTensors
}

/** Up to so many examples, what is left out for validation is worth a second training with it. */
const refitUpTo = 20_000

/** What a linear model, fit to convergence and saved beside the network, reaches on the test examples. */
const linearBaseline = async (
  { task, unit, train, validation, test }: Parts,
  folder: string,
  signal: AbortSignal,
): Promise<Evaluation> => {
  const model = await fitLinear({ task, train }, signal)
  try {
    const objective = objectiveOf(task, model, unit)
    const saved = await saveChecked(model, folder, { task, unit, examples: validation })()
    if (E.isLeft(saved)) return failTraining(trainerFailed(saved.left.message))
    return await evaluateModel(model, test, objective)
  } finally {
    model.dispose()
  }
}

/** A network trained for as many epochs as were best, by the validation examples too; ends without where it is stopped. */
async function* refitted(
  worker: LoadedWorker,
  { architecture, seed, signal }: TrainingJob<unknown>,
  {
    all,
    of,
    kept,
  }: { readonly all: ExampleTensors; readonly of: number; readonly kept: KeptWeights },
): AsyncGenerator<TrainingProgress, OpenChild> {
  const child = openChild(worker.children, worker, architecture, seed)
  const { model, objective, training } = child
  try {
    yield* trainAgainOnAll(model, all, of, kept, { seed, signal, objective, training })
    return child
  } catch (error) {
    child.dispose()
    throw error
  }
}

/**
 * Worker module of a search's last step: trains the best architecture on the whole training split until
 * validation stops improving, keeping the weights of the lowest validation loss; where examples are
 * few, trains it again with those of the validation split for as many epochs as were best. It saves the
 * network as a LayersModel, checks on the validation split that what was saved is what was trained, and
 * only then measures it on the test split, once, beside a constant and a linear baseline of the same
 * examples.
 */
const createTrainer = async (raw: unknown): Promise<Trainer<unknown>> => {
  const worker = await loadWorker(raw)
  const { task, unit } = worker
  const folder = orThrow(modelFolderOf(raw))
  const trainExamples = worker.read('train')
  const train = toTensors(trainExamples)
  const validation = toTensors(worker.read('validation'))
  const all =
    train.count + validation.count <= refitUpTo ? bothExamples(train, validation) : undefined

  return trainerOf(worker, async function* (searched, job) {
    const { budget, seed, signal } = job
    const isStopped = (): boolean => signal.aborted
    const { model, objective, training } = searched
    const how = { budget, seed, signal, objective, training }
    const kept = yield* trainUntilBest(model, train, validation, how)
    if (isStopped()) return
    const measured = await evaluateModel(model, validation, objective)
    const child =
      all === undefined || kept.steps === 0
        ? searched
        : yield* refitted(worker, job, { all, of: train.count, kept })
    try {
      if (isStopped()) return
      const saved = await saveChecked(child.model, folder, { task, unit, examples: validation })()
      if (E.isLeft(saved)) failTraining(trainerFailed(saved.left.message))
      const testExamples = worker.read('test')
      const test = toTensors(testExamples)
      try {
        const tested = await evaluateModel(child.model, test, child.objective)
        const seconds = searched.seconds()
        const parts = { task, unit, train: all ?? train, validation, test }
        const linear = await linearBaseline(parts, join(folder, linearFolder), signal)
        const constant = constantBaseline(task, trainExamples.labels, testExamples.labels, unit)
        yield {
          ...measured,
          ...prefixed('test', tested),
          testExamples: testExamples.count,
          ...prefixed('constant', constant),
          ...prefixed('linear', linear),
          ...child.cost(),
          trainedExamples: (all ?? train).count,
          trainedEpochs:
            kept.steps / Math.ceil(train.count / Math.min(training.batchSize, train.count)),
          seconds,
        }
      } finally {
        disposeExamples(test)
      }
    } finally {
      if (child !== searched) child.dispose()
    }
  })
}

export default createTrainer
