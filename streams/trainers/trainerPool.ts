import { checkOptions } from '../../src/common/index.ts'
import { fairSemaphore } from '../internal/fairSemaphore.ts'
import { workerCount } from '../internal/optionChecks.ts'
import { runTrainer } from '../internal/runTrainer.ts'
import { type TrainerChange } from '../types/TrainingStage.ts'
import { wrapTrainer } from './internal/wrapTrainer.ts'

/**
 * A pool of places for trainings that several searches share. Each search passes its trainer through
 * it once; a place that falls free goes to the search that was served longest ago, so a search with
 * many children waiting does not keep another from its turn. What a search finds is the same as
 * without the pool.
 *
 * A search asks for as many trainings at a time as its `workers`: give it as many as the pool has
 * places, and it uses those that the others leave idle. A training emits its first progress (step 0)
 * when it is ready to begin, before it waits for its place.
 *
 * @param places - trainings at the same time: a whole number from 1
 *
 * @example
 * import { firstValueFrom, from } from 'rxjs'
 * import { type Trainer, trainerPool } from 'rxnas/streams'
 *
 * const trainer: Trainer<number> = ({ architecture }) => Promise.resolve({ accuracy: architecture })
 * const pool = trainerPool(1)
 * const [mine, yours] = [pool(trainer), pool(trainer)]
 * const { signal } = new AbortController()
 * const job = { budget: {}, seed: 1, signal }
 * const first = firstValueFrom(from(mine({ ...job, architecture: 0.5 })))
 * const second = firstValueFrom(from(yours({ ...job, architecture: 0.75 })))
 * console.log(await first, await second) // { accuracy: 0.5 } { accuracy: 0.75 }
 */
export const trainerPool = (places: number): TrainerChange => {
  checkOptions('trainerPool()', { places }, { places: workerCount })
  const newQueue = fairSemaphore(places)
  return wrapTrainer('trainerPool', { places }, (trainer) => {
    const inTurn = newQueue()
    return (job) => inTurn(runTrainer(trainer, job))
  })
}
