import { checkOptions, positiveNumber } from '../../src/common/index.ts'
import { partOfBudget } from '../../src/episode/index.ts'
import { runTrainer } from '../internal/runTrainer.ts'
import { type TrainerChange } from '../types/TrainingStage.ts'
import { wrapTrainer } from './internal/wrapTrainer.ts'

/**
 * A trainer that gives each child a part of its budget: a proxy of the whole training by fewer steps,
 * images and epochs. With the same seed it is the beginning of the whole training, where the trainer's
 * learning rate does not depend on the budget.
 *
 * @param part - above 0 and up to 1; `shortenTraining(1)` changes nothing
 *
 * @example
 * import { firstValueFrom, from } from 'rxjs'
 * import { shortenTraining, type Trainer } from 'rxnas/streams'
 *
 * const trainer: Trainer<string> = ({ budget }) => [{ epochs: budget.epochs ?? 0 }]
 * const job = { architecture: 'a', budget: { epochs: 8 }, seed: 1 }
 * const { signal } = new AbortController()
 * const proxy = shortenTraining(0.25)(trainer)
 * console.log(await firstValueFrom(from(proxy({ ...job, signal })))) // { epochs: 2 }
 */
export const shortenTraining = (part: number): TrainerChange => {
  checkOptions('shortenTraining()', { part }, { part: positiveNumber(1) })
  return wrapTrainer(
    'shortenTraining',
    { part },
    (trainer) => (job) => runTrainer(trainer, { ...job, budget: partOfBudget(part)(job.budget) }),
  )
}
