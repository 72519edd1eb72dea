import { stepsOf } from '../../index.ts'
import { type Trainer } from '../../../streams/index.ts'
import { evaluateModel, type Evaluation, take, toTensors, trainModel } from '../../tfjs/index.ts'
import { loadWorker } from './loadWorker.ts'
import { trainerOf } from './trainerOf.ts'

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
 * Worker module of the article's experiment: trains an architecture and measures it on the validation
 * and the test split at the end of each epoch. Nothing is chosen by what is measured: the last epoch
 * is the result, whichever was best. The progress that ends an epoch has `epoch` among its metrics.
 */
const createTrainer = async (raw: unknown): Promise<Trainer<unknown>> => {
  const worker = await loadWorker(raw)
  const train = toTensors(take(worker.options.trainExamples ?? Infinity)(worker.read('train')))
  const validation = toTensors(worker.read('validation'))
  const test = toTensors(worker.read('test'))

  return trainerOf(worker, async function* (child, { budget, seed, signal }) {
    const { model, objective, training } = child
    const batchSize = Math.min(training.batchSize, train.count)
    const perEpoch = Math.ceil(train.count / batchSize)
    const steps = stepsOf(budget, train.count, batchSize)
    const reportEvery = reportsWithin(perEpoch)
    const how = { budget, seed, signal, objective, training, reportEvery }
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
        seconds: child.seconds(),
      }
      yield { ...progress, metrics }
    }
    if (signal.aborted) return
    yield { ...child.cost(), testExamples: test.count, seconds: child.seconds() }
  })
}

export default createTrainer
