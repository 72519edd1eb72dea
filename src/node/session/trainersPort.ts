import { engineEnvironment } from '../engine/index.ts'
import { type SessionPorts, type TrainerPool, type TrainerSetup } from '../../session/index.ts'
import {
  childWorker,
  type ChildWorkerOptions,
  finalWorker,
  type FinalWorkerOptions,
} from '../worker-modules/index.ts'
import { processTrainer } from '../workers/index.ts'

const optionsOf = (setup: TrainerSetup): ChildWorkerOptions => {
  const { data, family, threads, latency, evaluationsPerTraining, trainExamples } = setup
  return {
    dataFolder: data.location,
    ...{ family, threads },
    ...(latency ? { latency } : {}),
    ...(evaluationsPerTraining === 1 ? {} : { evaluationsPerTraining }),
    ...(trainExamples === undefined ? {} : { trainExamples }),
  }
}

const poolOf = (
  { workers, threads, timeLimit, memoryLimit }: TrainerSetup,
  module: URL,
  options: ChildWorkerOptions | FinalWorkerOptions,
): TrainerPool =>
  processTrainer<unknown>({
    ...{ module, options, workers },
    environment: engineEnvironment({ threads }),
    ...(timeLimit === undefined ? {} : { timeLimit }),
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
  })

/** Trainers in processes of their own. */
export const trainersPort: SessionPorts['trainers'] = {
  children: (setup) => poolOf(setup, childWorker, optionsOf(setup)),
  final: (setup, modelFolder) => poolOf(setup, finalWorker, { ...optionsOf(setup), modelFolder }),
}
