import { type Trainer } from '../../../streams/index.ts'
import { childTrainer, take, toTensors, weightBank } from '../../tfjs/index.ts'
import { readStored } from '../data/index.ts'
import { loadWorker, orThrow } from './loadWorker.ts'

/** Worker module: trains the children of a family on a stored data set, measured on its validation split. */
const createTrainer = async (raw: unknown): Promise<Trainer<unknown>> => {
  const { options, task, unit, children } = await loadWorker(raw)
  const { dataFolder, trainExamples = Infinity } = options
  const { latency = false, evaluationsPerTraining = 1, inherit = false } = options
  return childTrainer(children, {
    task,
    unit,
    latency,
    evaluationsPerTraining,
    ...(inherit ? { inherit: weightBank() } : {}),
    train: toTensors(take(trainExamples)(orThrow(readStored(dataFolder, 'train')))),
    validation: toTensors(orThrow(readStored(dataFolder, 'validation'))),
  })
}

export default createTrainer
