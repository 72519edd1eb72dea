import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { messageOf } from '../../src/common/index.ts'
import * as node from '../../src/node/index.ts'
import * as tfjs from '../../src/tfjs/index.ts'
import { type Trainer } from '../../streams/index.ts'

const Options = t.strict({
  dataFolder: t.string,
  trainExamples: t.number,
  threads: t.number,
  poolStride: t.keyof({ one: null, size: null }),
})

/** A process that trains the article's networks on stored data, and measures them after each epoch. */
export const curveTrainer = (options: t.TypeOf<typeof Options>): node.ProcessTrainer<unknown> => {
  const environment = node.engineEnvironment({ threads: options.threads })
  return node.processTrainer({ module: new URL(import.meta.url), options, environment, workers: 1 })
}

/** A worker tells by throwing why it could not be loaded. */
const orThrow = <A>(either: E.Either<unknown, A>): A => {
  if (E.isLeft(either)) throw new Error(messageOf(either.left))
  return either.right
}

/**
 * Worker module that trains an architecture and measures it on the validation and the test split at
 * the end of each epoch, as the article's experiment does. Nothing is chosen by what is measured: the
 * last epoch is the result, whichever was best.
 */
const createTrainer = async (raw: unknown): Promise<Trainer<unknown>> => {
  const { dataFolder, trainExamples, threads, poolStride } = orThrow(Options.decode(raw))
  orThrow(await node.loadEngine({ threads }))
  const { task } = orThrow(node.readStoredTask(dataFolder))
  const children = orThrow(tfjs.familyByName('article', { poolStride }).forTask(task))
  const read = (split: 'train' | 'validation' | 'test') =>
    orThrow(node.readStored(dataFolder, split))
  const train = tfjs.toTensors(tfjs.take(trainExamples)(read('train')))
  const [validation, test] = [tfjs.toTensors(read('validation')), tfjs.toTensors(read('test'))]

  return async function* ({ architecture, budget, seed, signal }) {
    const child = tfjs.openChild(children, { task }, architecture, seed)
    const { model, objective, training } = child
    // A report every so many steps as an epoch has, and one of the last.
    const reportEvery = Math.ceil(train.count / Math.min(training.batchSize, train.count))
    const how = { budget, seed, signal, objective, training, reportEvery }
    let measured: Readonly<Record<string, number>> = {}
    try {
      for await (const progress of tfjs.trainModel(model, train, how)) {
        const validated = await tfjs.evaluateModel(model, validation, objective)
        const tested = await tfjs.evaluateModel(model, test, objective)
        measured = {
          epoch: Math.ceil(progress.step / reportEvery),
          ...{ validationAccuracy: validated['accuracy'] ?? NaN, validationLoss: validated.loss },
          ...{ testAccuracy: tested['accuracy'] ?? NaN, testLoss: tested.loss },
          seconds: child.seconds(),
        }
        yield { ...progress, metrics: { ...progress.metrics, ...measured } }
      }
      if (!signal.aborted) yield { ...measured, ...child.cost(), testExamples: test.count }
    } finally {
      child.dispose()
    }
  }
}

export default createTrainer
