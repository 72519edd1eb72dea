import {
  type ChildWorkerOptions,
  engineEnvironment,
  type ProcessTrainerOptions,
} from '../../node/index.ts'
import { type SearchParts } from './parts.ts'
import { evaluationsOf } from './earlyStop.ts'
import { type SearchPlan } from './plan.ts'

/** What the workers of a search are told and held to. */
export interface SearchWorkers extends Omit<ProcessTrainerOptions, 'module' | 'workers'> {
  readonly options: ChildWorkerOptions
}

/** The workers of a plan, on a stored data set. */
export const workersOf = (
  plan: SearchPlan,
  { reference, reward }: SearchParts,
  dataFolder: string,
): SearchWorkers => ({
  options: {
    dataFolder,
    family: reference,
    threads: plan.threads,
    ...(reward.requiredMetrics?.includes('latency') === true ? { latency: true } : {}),
    ...evaluationsOf(plan),
    ...(plan.trainExamples === undefined ? {} : { trainExamples: plan.trainExamples }),
  },
  environment: engineEnvironment({ threads: plan.threads }),
  timeLimit: plan.timeLimit,
  memoryLimit: plan.memoryLimit,
})
