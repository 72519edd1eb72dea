import { type Cnn1d } from '../../index.ts'
import { type Trainer } from '../../../streams/index.ts'
import { seedCnn1dTrainer, take, toTensors } from '../../tfjs/index.ts'
import { loadWorker } from './seedCnn1dData.ts'

/** Worker module: trains the article's children on an MNIST-like data set, measured on its validation split. */
const createTrainer = async (raw: unknown): Promise<Trainer<Cnn1d>> => {
  const { options, splits } = await loadWorker(raw)
  return seedCnn1dTrainer({
    task: options.task,
    train: toTensors(take(options.trainImages ?? Infinity)(splits.train)),
    validation: toTensors(splits.validation),
  })
}

export default createTrainer
