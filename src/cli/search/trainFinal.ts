import * as E from 'fp-ts/lib/Either.js'
import { from, tap } from 'rxjs'
import { type Budget, type TrainingProgress } from '../../index.ts'
import { finalWorker, processTrainer } from '../../node/index.ts'
import { follow } from './follow.ts'
import { type Interruption } from './interruption.ts'
import { type SearchWorkers } from './workerOptions.ts'

/** What the final training measured, by name; empty where it was stopped. */
export type FinalMetrics = Readonly<Record<string, number>>

/** How often longer than a child's the final training may take. */
const patience = 10

/** The network that is trained at the end, and how. */
export interface FinalTraining {
  readonly architecture: unknown
  readonly budget: Budget
  readonly seed: number
  readonly modelFolder: string
}

/**
 * Trains an architecture for the final budget in a process of its own, which saves it and measures
 * it on the test split once. Gives what was measured, nothing where it was stopped.
 */
export const trainFinal = async (
  workers: SearchWorkers,
  { modelFolder, ...job }: FinalTraining,
  { asked$ }: Pick<Interruption, 'asked$'>,
  draw: (line: string) => void,
): Promise<E.Either<string, FinalMetrics>> => {
  const { trainer, close } = processTrainer<unknown>({
    ...workers,
    options: { ...workers.options, modelFolder },
    module: finalWorker,
    workers: 1,
    timeLimit: (workers.timeLimit ?? 600) * patience,
  })
  let measured: FinalMetrics = {}
  const ended = await follow(
    from(trainer({ ...job, signal: new AbortController().signal })).pipe(
      tap((said) => {
        if (said._tag !== 'Progress') {
          // Without the tag of a progress it is the measurement.
          measured = said as FinalMetrics
          return
        }
        // What a worker says beside its metrics is progress.
        const { step, steps = 0, metrics } = said as TrainingProgress
        draw(
          `final training: step ${step}/${steps}  validation loss ${(metrics['validationLoss'] ?? NaN).toFixed(4)}`,
        )
      }),
    ),
    asked$,
  )
  await close()
  return E.Functor.map(ended, () => measured)
}
