import * as E from 'fp-ts/lib/Either.js'
import { from, tap } from 'rxjs'
import { deriveSeed, type TrainingProgress } from '../../index.ts'
import { finalWorker, processTrainer, type ProcessTrainerOptions } from '../../node/index.ts'
import { follow } from './follow.ts'
import { type Interruption } from './interruption.ts'
import { type SearchPlan } from './plan.ts'

/** What the final training measured, by name. */
export type FinalMetrics = Readonly<Record<string, unknown>>

/** How often longer than a child's the final training may take. */
const patience = 10

/**
 * Trains the best architecture for the final budget in a process of its own, which saves it and
 * measures it on the test split once. Gives what was measured, nothing where it was stopped.
 */
export const trainBest = async (
  plan: SearchPlan,
  architecture: unknown,
  worker: Omit<ProcessTrainerOptions, 'module' | 'workers'>,
  { asked$ }: Interruption,
  draw: (line: string) => void,
): Promise<E.Either<string, FinalMetrics>> => {
  const { trainer, close } = processTrainer<unknown>({
    ...worker,
    module: finalWorker,
    workers: 1,
    timeLimit: plan.timeLimit * patience,
  })
  let measured: FinalMetrics = {}
  const ended = await follow(
    from(
      trainer({
        architecture,
        budget: plan.finalBudget,
        seed: deriveSeed(plan.seed, plan.episodes),
        signal: new AbortController().signal,
      }),
    ).pipe(
      tap((said) => {
        if (said._tag !== 'Progress') {
          measured = { ...said }
          return
        }
        // What a worker says beside its metrics is progress.
        const { step, steps = 0, metrics } = said as TrainingProgress
        draw(`final training: step ${step}/${steps}  loss ${(metrics['loss'] ?? NaN).toFixed(3)}`)
      }),
    ),
    asked$,
  )
  await close()
  return E.Functor.map(ended, () => measured)
}
