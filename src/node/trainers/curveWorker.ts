import { type Measurement, stepsOf, type TrainingJob, type TrainingProgress } from '../../index.ts'
import { type Trainer } from '../../../streams/index.ts'
import {
  evaluateModel,
  type Evaluation,
  modelCost,
  objectiveOf,
  take,
  toTensors,
  trainModel,
} from '../../tfjs/index.ts'
import { readStored } from '../data/index.ts'
import { loadWorker, orThrow } from './loadWorker.ts'

/** The most steps between two reports. */
const mostSteps = 25

/** Steps between two reports, so that every epoch ends with one. */
const reportsWithin = (perEpoch: number): number => {
  let steps = Math.min(mostSteps, perEpoch)
  while (perEpoch % steps !== 0) steps -= 1
  return steps
}

const named = (
  split: 'validation' | 'test',
  { accuracy = NaN, loss }: Evaluation,
): Readonly<Record<string, number>> => ({ [`${split}Accuracy`]: accuracy, [`${split}Loss`]: loss })

/**
 * Worker module of `rxnas reproduce`: trains an architecture and measures it on the validation and
 * the test split at the end of each epoch, as the article's experiment does. Nothing is chosen by
 * what is measured: the last epoch is the result, whichever was best. The progress that ends an
 * epoch has `epoch` among its metrics.
 */
const createTrainer = async (raw: unknown): Promise<Trainer<unknown>> => {
  const { options, task, unit, children } = await loadWorker(raw)
  const { dataFolder, trainExamples = Infinity } = options
  const train = toTensors(take(trainExamples)(orThrow(readStored(dataFolder, 'train'))))
  const validation = toTensors(orThrow(readStored(dataFolder, 'validation')))
  const test = toTensors(orThrow(readStored(dataFolder, 'test')))

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
    const batchSize = Math.min(training.batchSize, train.count)
    const perEpoch = Math.ceil(train.count / batchSize)
    const steps = stepsOf(budget, train.count, batchSize)
    const reportEvery = reportsWithin(perEpoch)
    const how = { budget, seed, signal, objective, training, reportEvery }
    try {
      for await (const progress of trainModel(model, train, how)) {
        if (progress.step % perEpoch !== 0 && progress.step !== steps) {
          yield progress
          continue
        }
        const metrics = {
          ...progress.metrics,
          ...named('validation', await evaluateModel(model, validation, objective)),
          ...named('test', await evaluateModel(model, test, objective)),
          epoch: Math.ceil(progress.step / perEpoch),
          seconds: (performance.now() - began) / 1000,
        }
        yield { ...progress, metrics }
      }
      if (signal.aborted) return
      yield {
        ...modelCost(model),
        testExamples: test.count,
        seconds: (performance.now() - began) / 1000,
      }
    } finally {
      model.dispose()
    }
  }
}

export default createTrainer
