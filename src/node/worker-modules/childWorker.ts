import { type Trainer } from '../../../streams/index.ts'
import { childTrainer, take, toTensors, weightBank } from '../../tfjs/index.ts'
import { loadWorker } from './loadWorker.ts'

/** Worker module: trains the children of a family on a stored data set, measured on its validation split. */
const createTrainer = async (raw: unknown): Promise<Trainer<unknown>> => {
  const { options, children, read, ...task } = await loadWorker(raw)
  const { trainExamples = Infinity, latency = false, evaluationsPerTraining = 1 } = options
  return childTrainer(children, {
    ...task,
    latency,
    evaluationsPerTraining,
    ...(options.inherit === true ? { inherit: weightBank() } : {}),
    train: toTensors(take(trainExamples)(read('train'))),
    validation: toTensors(read('validation')),
  })
}

export default createTrainer
