import { fairSemaphore } from '../internal/fairSemaphore.ts'
import { runTrainer } from '../internal/runTrainer.ts'
import { named, stageOf } from '../plan/named.ts'
import { type Trainer } from '../types/Trainer.ts'

/**
 * A pool of so many places that several searches share. Each trainer passed through it is one
 * search's; a place that falls free goes to the search that was served longest ago, so a search
 * with many children waiting does not keep another from its turn. What a search finds is the same
 * as without the pool.
 *
 * A search asks for as many trainings at a time as its `workers`: give it the pool's places, and it
 * uses those that the others leave idle. A training says it has begun (step 0) when it is ready to.
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
export const trainerPool = (places: number): (<A>(trainer: Trainer<A>) => Trainer<A>) => {
  if (!Number.isInteger(places) || places < 1)
    throw new RangeError(`trainerPool has a whole number of places from 1, and not ${places}.`)
  const newQueue = fairSemaphore(places)
  return <A>(trainer: Trainer<A>): Trainer<A> => {
    const inTurn = newQueue()
    return named('trainerPool', { places }, () => [{ name: 'of', stages: [stageOf(trainer)] }])<
      Trainer<A>
    >((job) => inTurn(runTrainer(trainer, job)))
  }
}
