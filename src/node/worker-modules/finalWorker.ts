import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { orThrow } from '../../common/index.ts'
import { failTraining, type Task, trainerFailed } from '../../core.ts'
import { type Trainer } from '../../../streams/index.ts'
import {
  bothExamples,
  constantBaseline,
  disposeExamples,
  evaluateModel,
  type Evaluation,
  type ExampleTensors,
  fitLinear,
  objectiveOf,
  toTensors,
  trainUntilBest,
} from '../../tfjs/index.ts'
import { linearFolder } from '../model/index.ts'
import { keepPredictions } from './keepPredictions.ts'
import { loadWorker } from './loadWorker.ts'
import { isRefitted, trainRefitted } from './refit.ts'
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
  readonly labelScale: number
  /** What it learns from. */
  readonly train: ExampleTensors
  readonly validation: ExampleTensors
  readonly test: ExampleTensors
}

/** What a linear model, fit to convergence and saved beside the network, reaches on the test examples. */
const linearBaseline = async (
  { task, labelScale, train, validation, test }: Parts,
  folder: string,
  signal: AbortSignal,
): Promise<Evaluation> => {
  const model = await fitLinear({ task, train }, signal)
  try {
    const objective = objectiveOf(task, model, labelScale)
    const saved = await saveChecked(model, folder, { task, labelScale, examples: validation })()
    if (E.isLeft(saved)) return failTraining(trainerFailed(saved.left.message))
    return await evaluateModel(model, test, objective)
  } finally {
    model.dispose()
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
  const { task, labelScale } = worker
  const folder = orThrow(modelFolderOf(raw))
  const trainExamples = worker.read('train')
  const train = toTensors(trainExamples)
  const validationExamples = worker.read('validation')
  const validation = toTensors(validationExamples)

  return trainerOf(worker, async function* (searched, job) {
    const { budget, seed, signal } = job
    const isStopped = (): boolean => signal.aborted
    const { model, objective, training } = searched
    const how = { budget, seed, signal, objective, training }
    const kept = yield* trainUntilBest(model, train, validation, how)
    if (isStopped()) return
    const measured = await evaluateModel(model, validation, objective)
    const all = isRefitted(train, validation, kept) ? bothExamples(train, validation) : undefined
    const child =
      all === undefined
        ? searched
        : yield* trainRefitted(worker, job, { all, trainCount: train.count, kept })
    try {
      if (isStopped()) return
      const saved = await saveChecked(child.model, folder, {
        task,
        labelScale,
        examples: validation,
      })()
      if (E.isLeft(saved)) failTraining(trainerFailed(saved.left.message))
      const testExamples = worker.read('test')
      const test = toTensors(testExamples)
      try {
        const tested = await evaluateModel(child.model, test, child.objective)
        await keepPredictions(child.model, testExamples, task, folder)
        const seconds = searched.seconds()
        const parts = { task, labelScale, train: all ?? train, validation, test }
        const linear = await linearBaseline(parts, join(folder, linearFolder), signal)
        const labels =
          all === undefined
            ? trainExamples.labels
            : [...trainExamples.labels, ...validationExamples.labels]
        const constant = constantBaseline(task, labels, testExamples.labels, labelScale)
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
      if (all !== undefined) disposeExamples(all)
    }
  })
}

export default createTrainer
