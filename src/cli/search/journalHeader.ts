import { describeSpace, type JournalHeader, journalSchema, type Task } from '../../index.ts'
import { type SearchParts, withPolicy } from './parts.ts'
import { type SearchPlan } from './plan.ts'

/**
 * The header of a plan's journal: what the search is, and nothing of where it runs, so that the same
 * search has the same header on every machine. The data is told by a hash of what it holds.
 */
export const journalHeader = (
  plan: SearchPlan,
  { family, children, reward }: SearchParts,
  task: Task,
  dataHash: string,
  version: string,
): JournalHeader => ({
  _tag: 'Header',
  schema: journalSchema,
  package: version,
  space: describeSpace(children.space),
  policy: withPolicy(plan, children.space, ({ name, options }) => ({ name, options })),
  reward: { name: reward.name, options: reward.options },
  trainer: {
    name: family.name,
    options: {
      children: family.options,
      data: dataHash,
      task: { input: task.input, target: { ...task.target } },
      trainExamples: plan.trainExamples,
      threads: plan.threads,
      reuse: plan.reuse,
      // As every option that is not given, it is no part of the header then.
      ...(plan.earlyStop === undefined ? {} : { earlyStop: plan.earlyStop }),
    },
  },
  budget: plan.budget,
  batch: plan.batch,
  seed: plan.seed,
})
