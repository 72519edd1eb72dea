import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { failTraining, type Task, trainerFailed } from '../../core.ts'
import { type Trainer } from '../../../streams/index.ts'
import {
  constantBaseline,
  disposeExamples,
  evaluateModel,
  type Evaluation,
  type ExampleTensors,
  fitLinear,
  objectiveOf,
  toTensors,
  trainKeepingBest,
} from '../../tfjs/index.ts'
import { linearFolder } from '../model/index.ts'
import { loadWorker, orThrow } from './loadWorker.ts'
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
  readonly train: ExampleTensors
  readonly validation: ExampleTensors
  readonly test: ExampleTensors
}

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

/**
 * Worker module of a search's last step: trains the best architecture on the whole training split,
 * keeping the weights of the lowest validation loss, saves it as a LayersModel, checks on the
 * validation split that what was saved is what was trained, and only then measures it on the test
 * split, once, beside a constant and a linear baseline.
 */
const createTrainer = async (raw: unknown): Promise<Trainer<unknown>> => {
  const worker = await loadWorker(raw)
  const { task, unit } = worker
  const folder = orThrow(modelFolderOf(raw))
  const trainExamples = worker.read('train')
  const train = toTensors(trainExamples)
  const validation = toTensors(worker.read('validation'))

  return trainerOf(worker, async function* (child, { budget, seed, signal }) {
    const { model, objective, training } = child
    yield* trainKeepingBest(model, train, validation, { budget, seed, signal, objective, training })
    if (signal.aborted) return
    const measured = await evaluateModel(model, validation, objective)
    const saved = await saveChecked(model, folder, { task, unit, examples: validation })()
    if (E.isLeft(saved)) failTraining(trainerFailed(saved.left.message))
    const testExamples = worker.read('test')
    const test = toTensors(testExamples)
    try {
      const tested = await evaluateModel(model, test, objective)
      const seconds = child.seconds()
      const parts = { task, unit, train, validation, test }
      const linear = await linearBaseline(parts, join(folder, linearFolder), signal)
      const constant = constantBaseline(task, trainExamples.labels, testExamples.labels, unit)
      yield {
        ...measured,
        ...prefixed('test', tested),
        testExamples: testExamples.count,
        ...prefixed('constant', constant),
        ...prefixed('linear', linear),
        ...child.cost(),
        seconds,
      }
    } finally {
      disposeExamples(test)
    }
  })
}

export default createTrainer
