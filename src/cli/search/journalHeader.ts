import {
  type Cnn1d,
  describeSpace,
  type JournalHeader,
  journalSchema,
  type SearchSpace,
} from '../../index.ts'
import { rewardOf, taskOf, withPolicy } from './parts.ts'
import { type SearchPlan } from './plan.ts'

/**
 * The header of a plan's journal: what the search is, and nothing of where it runs, so that the same
 * search has the same header on every machine.
 */
export const journalHeader = (
  plan: SearchPlan,
  space: SearchSpace<Cnn1d>,
  version: string,
): JournalHeader => {
  const reward = rewardOf(plan)
  return {
    _tag: 'Header',
    schema: journalSchema,
    package: version,
    space: describeSpace(space),
    policy: withPolicy(plan, space, ({ name, options }) => ({ name, options })),
    reward: { name: reward.name, options: reward.options },
    trainer: {
      name: 'seed-cnn1d',
      options: {
        data: plan.dataFolder ?? 'mnist',
        trainImages: plan.trainImages,
        task: { ...taskOf(plan) },
        threads: plan.threads,
      },
    },
    budget: plan.budget,
    batch: plan.batch,
    seed: plan.seed,
  }
}
