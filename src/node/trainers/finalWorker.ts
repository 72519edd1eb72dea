import * as E from 'fp-ts/lib/Either.js'
import type * as tf from '@tensorflow/tfjs'
import {
  failTraining,
  type Measurement,
  type TrainingJob,
  type TrainingProgress,
  trainerFailed,
} from '../../index.ts'
import { type Trainer } from '../../../streams/index.ts'
import {
  disposeExamples,
  evaluateModel,
  type Evaluation,
  modelCost,
  objectiveOf,
  toTensors,
  trainKeepingBest,
  withProbabilities,
} from '../../tfjs/index.ts'
import { readStored } from '../data/index.ts'
import { loadModel, saveModel } from '../model/index.ts'
import { constantBaseline, linearBaseline } from './baselines.ts'
import { loadWorker, type LoadedWorker, orThrow } from './loadWorker.ts'

type Data = ReturnType<typeof toTensors>

/** What a saved model reaches on the examples it is checked by. */
const measureSaved = async (
  folder: string,
  { task, unit }: LoadedWorker,
  examples: Data,
): Promise<Evaluation> => {
  const loaded = await loadModel(folder)
  if (E.isLeft(loaded)) return failTraining(trainerFailed(loaded.left.message))
  const model = loaded.right
  const measured = await evaluateModel(model, examples, objectiveOf(task, model, unit))
  model.dispose()
  return measured
}

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

/** Saves a network as it is used: classes as probabilities. */
const save = async (
  model: tf.LayersModel,
  { task }: LoadedWorker,
  folder: string,
): Promise<void> => {
  const saved = await saveModel(
    task.target._tag === 'Classes' ? withProbabilities(model) : model,
    folder,
  )
  if (E.isLeft(saved)) failTraining(trainerFailed(saved.left.message))
}

/** Equal but for the rounding of another batch of sums. */
const agree = (a: Evaluation, b: Evaluation): boolean =>
  Object.entries(a).every(([name, value]) => {
    const other = b[name] ?? NaN
    return Math.abs(value - other) <= 1e-4 * Math.max(1, Math.abs(value))
  })

/**
 * Worker module of a search's last step: trains the best architecture on the whole training split,
 * keeping the weights of the lowest validation loss, saves it as a LayersModel, checks on the
 * validation split that what was saved is what was trained, and only then measures it on the test
 * split, once, beside a constant and a linear baseline.
 */
const createTrainer = async (raw: unknown): Promise<Trainer<unknown>> => {
  const worker = await loadWorker(raw)
  const { children, options, task, unit } = worker
  const folder: unknown = Reflect.get(Object(raw), 'modelFolder')
  if (typeof folder !== 'string') throw new Error('its options name no folder for the model')
  const trainExamples = orThrow(readStored(options.dataFolder, 'train'))
  const train = toTensors(trainExamples)
  const validation = toTensors(orThrow(readStored(options.dataFolder, 'validation')))

  return async function* ({
    architecture,
    budget,
    seed,
    signal,
  }: TrainingJob<unknown>): AsyncGenerator<TrainingProgress | Measurement, void> {
    const began = performance.now()
    const model = children.build(architecture, seed)
    const objective = objectiveOf(task, model, unit)
    const training = children.training(architecture)
    yield* trainKeepingBest(model, train, validation, { budget, seed, signal, objective, training })
    if (signal.aborted) return
    await save(model, worker, folder)
    const validated = await evaluateModel(model, validation, objective)
    const again = await measureSaved(folder, worker, validation)
    if (!agree(validated, again))
      failTraining(
        trainerFailed(
          `The model saved in ${folder} loads back with other validation metrics (${JSON.stringify(again)}) than it had (${JSON.stringify(validated)}).`,
        ),
      )
    const testExamples = orThrow(readStored(options.dataFolder, 'test'))
    const test = toTensors(testExamples)
    const tested = await evaluateModel(model, test, objective)
    const seconds = (performance.now() - began) / 1000
    const linear = await linearBaseline(
      { task, unit, train, validation, test },
      budget,
      seed,
      signal,
    )
    const { labels } = trainExamples
    const constant = constantBaseline(task, labels, testExamples.labels, unit)
    disposeExamples(test)
    yield {
      ...validated,
      ...prefixed('test', tested),
      testExamples: testExamples.count,
      ...prefixed('constant', constant),
      ...prefixed('linear', linear),
      ...modelCost(model),
      seconds,
    }
    model.dispose()
  }
}

export default createTrainer
