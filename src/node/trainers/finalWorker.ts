import * as E from 'fp-ts/lib/Either.js'
import {
  type Cnn1d,
  failTraining,
  type Measurement,
  type TrainingJob,
  type TrainingProgress,
  trainerFailed,
} from '../../index.ts'
import { type Trainer } from '../../../streams/index.ts'
import {
  buildSeedCnn1d,
  disposeExamples,
  evaluateModel,
  toTensors,
  trainModel,
  withProbabilities,
} from '../../tfjs/index.ts'
import { loadModel, saveModel } from '../model/index.ts'
import { loadWorker } from './seedCnn1dData.ts'

/** The accuracy of a saved model, whose output are probabilities, on the examples it is checked by. */
const savedAccuracy = async (folder: string, examples: ReturnType<typeof toTensors>) => {
  const loaded = await loadModel(folder)
  if (E.isLeft(loaded)) return failTraining(trainerFailed(loaded.left.message))
  const { accuracy } = await evaluateModel(loaded.right, examples)
  loaded.right.dispose()
  return accuracy
}

/**
 * Worker module of a search's last step: trains the best architecture on the whole training split,
 * saves it as a LayersModel with probabilities, checks on the validation split that what was saved
 * is what was trained, and only then measures it on the test split, once.
 */
const createTrainer = async (raw: unknown): Promise<Trainer<Cnn1d>> => {
  const { options, splits } = await loadWorker(raw)
  const folder: unknown = Reflect.get(Object(raw), 'modelFolder')
  if (typeof folder !== 'string') throw new Error('its options name no folder for the model')
  const train = toTensors(splits.train)
  const validation = toTensors(splits.validation)

  return async function* ({
    architecture,
    budget,
    seed,
    signal,
  }: TrainingJob<Cnn1d>): AsyncGenerator<TrainingProgress | Measurement, void> {
    const began = performance.now()
    const model = buildSeedCnn1d(options.task)(architecture, seed)
    yield* trainModel(model, train, { budget, seed, signal })
    if (signal.aborted) return
    const saved = await saveModel(withProbabilities(model), folder)
    if (E.isLeft(saved)) failTraining(trainerFailed(saved.left.message))
    const { accuracy } = await evaluateModel(model, validation)
    const again = await savedAccuracy(folder, validation)
    if (again !== accuracy)
      failTraining(
        trainerFailed(
          `The model saved in ${folder} loads back with a validation accuracy of ${again} instead of ${accuracy}.`,
        ),
      )
    const test = toTensors(splits.test)
    const tested = await evaluateModel(model, test)
    disposeExamples(test)
    yield {
      accuracy,
      testAccuracy: tested.accuracy,
      testLoss: tested.loss,
      testImages: splits.test.count,
      parameters: model.countParams(),
      seconds: (performance.now() - began) / 1000,
    }
    model.dispose()
  }
}

export default createTrainer
