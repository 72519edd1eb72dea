import { type TrainingJob, type TrainingProgress } from '../../core.ts'
import {
  type ExampleTensors,
  type KeptWeights,
  openChild,
  type OpenChild,
  trainAgainOnAll,
} from '../../tfjs/index.ts'
import { type LoadedWorker } from './loadWorker.ts'

/** Up to so many examples, what is left out for validation is worth a second training with it. */
const mostExamples = 20_000

/** Whether a network is trained again with the validation examples; not where no weights were the best. */
export const isRefitted = (
  train: ExampleTensors,
  validation: ExampleTensors,
  { steps }: KeptWeights,
): boolean => steps > 0 && train.count + validation.count <= mostExamples

/** What a second training learns from, of how many examples the first one had, and what that one found. */
interface Refit {
  readonly all: ExampleTensors
  readonly trainCount: number
  readonly kept: KeptWeights
}

/** Trains an architecture anew, by the validation examples too, for as many epochs as were best; or until it is stopped. */
export async function* trainRefitted(
  worker: LoadedWorker,
  { architecture, seed, signal }: TrainingJob<unknown>,
  { all, trainCount, kept }: Refit,
): AsyncGenerator<TrainingProgress, OpenChild> {
  const child = openChild(worker.children, worker, architecture, seed)
  const { model, objective, training } = child
  let isTrained = false
  try {
    yield* trainAgainOnAll(model, all, trainCount, kept, { seed, signal, objective, training })
    isTrained = true
    return child
  } finally {
    if (!isTrained) child.dispose()
  }
}
