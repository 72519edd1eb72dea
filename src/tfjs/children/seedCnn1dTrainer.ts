import { type Measurement, type TrainingJob, type TrainingProgress } from '../../episode/index.ts'
import { type Cnn1d, cnn1dCost, type Cnn1dTask } from '../../space/index.ts'
import { evaluateModel } from '../training/evaluateModel.ts'
import { type ExampleTensors } from '../training/Examples.ts'
import { trainModel, type TrainModelOptions } from '../training/trainModel.ts'
import { buildSeedCnn1d } from './seedCnn1d.ts'

/** What {@link seedCnn1dTrainer} trains on. */
export interface SeedCnn1dTrainerOptions extends Pick<
  TrainModelOptions,
  'batchSize' | 'learningRate' | 'reportEvery'
> {
  readonly task: Cnn1dTask
  readonly train: ExampleTensors
  readonly validation: ExampleTensors
}

/**
 * A trainer of the article's children: trains for the job's budget, then measures accuracy and loss
 * on the validation examples. Frees every tensor it makes.
 *
 * @throws a `Diverged` training error where the loss is no finite number
 */
export const seedCnn1dTrainer = ({
  task,
  train,
  validation,
  ...how
}: SeedCnn1dTrainerOptions): ((
  job: TrainingJob<Cnn1d>,
) => AsyncGenerator<TrainingProgress | Measurement, void>) =>
  async function* ({ architecture, budget, seed, signal }) {
    const began = performance.now()
    const model = buildSeedCnn1d(task)(architecture, seed)
    try {
      yield* trainModel(model, train, { budget, seed, signal, ...how })
      if (signal.aborted) return
      const { accuracy, loss } = await evaluateModel(model, validation)
      const { parameters, flops } = cnn1dCost(task)(architecture)
      yield { accuracy, loss, parameters, flops, seconds: (performance.now() - began) / 1000 }
    } finally {
      model.dispose()
    }
  }
