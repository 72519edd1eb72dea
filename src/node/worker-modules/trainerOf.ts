import { type Measurement, type TrainingJob, type TrainingProgress } from '../../core.ts'
import { type Trainer } from '../../../streams/index.ts'
import { openChild, type OpenChild } from '../../tfjs/index.ts'
import { type LoadedWorker } from './loadWorker.ts'

/** Trains and measures a child that has been built. */
export type TrainChild = (
  child: OpenChild,
  job: TrainingJob<unknown>,
) => AsyncGenerator<TrainingProgress | Measurement, void>

/** The trainer of a worker: builds each job's child, and frees it however its training ends. */
export const trainerOf = (worker: LoadedWorker, train: TrainChild): Trainer<unknown> =>
  async function* (job) {
    const child = openChild(worker.children, worker, job.architecture, job.seed)
    try {
      yield* train(child, job)
    } finally {
      child.dispose()
    }
  }
