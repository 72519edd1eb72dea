import { Preparation, readingOf } from '../../data/index.ts'
import { contentHash } from '../../episode/journal/index.ts'
import { journalHeader, type JournalHeader, type Json, type Task } from '../../core.ts'
import { type SearchParts } from './SearchParts.ts'
import { type DecidedPlan } from './DecidedPlan.ts'
import { dataOptionsOf } from './SearchPlan.ts'

/** What a header says of the data: its content, and not where it lies. */
export interface IdentifiedData {
  readonly sha256: string
  readonly task: Task
  readonly preparation: Preparation
}

/** How a table is read, as far as a person said. */
const readingIn = (plan: DecidedPlan): { readonly reading?: Json } => {
  const reading = Object.entries(readingOf(dataOptionsOf(plan)))
  return reading.length === 0 ? {} : { reading: Object.fromEntries(reading) }
}

/**
 * The header of a plan's journal: what the search is. The data is told by a hash of what it holds; on
 * what kind of machine the search is begun, the journal adds, and its meaning is the same on every one.
 */
export const headerOf = (
  plan: DecidedPlan,
  { family, children: { space }, policy, reward }: SearchParts,
  { sha256, task, preparation }: IdentifiedData,
  version: string,
  startWith: ReadonlyArray<unknown> = [],
): JournalHeader =>
  journalHeader({
    package: version,
    space,
    policy: policy(({ name, options, revision = 1 }) => ({ name, options, revision })),
    reward,
    trainer: {
      name: family.name,
      options: {
        children: family.options,
        task: { input: task.input, target: { ...task.target } },
        trainExamples: plan.trainExamples,
        threads: plan.threads,
        reuse: !plan.retrain,
        // As every option that is not given, it is no part of the header then.
        ...(plan.earlyStop === undefined ? {} : { earlyStop: plan.earlyStop }),
        ...readingIn(plan),
      },
    },
    budget: plan.budget,
    batch: plan.batch,
    seed: plan.seed,
    // What a preparation is encoded to is JSON.
    data: { sha256, preparation: contentHash(Preparation.encode(preparation) as Json) },
    startWith,
    ...(plan.final ? { final: { threads: plan.finalThreads } } : {}),
  })
