import {
  describeSpace,
  type JournalHeader,
  journalSchema,
  type SearchSpace,
} from '../../src/core.ts'

/** The header of a search of a stub trainer by `random`, two episodes a round. */
export const stubHeader = (space: SearchSpace<unknown>): JournalHeader => ({
  _tag: 'Header',
  schema: journalSchema,
  package: '0.0.0',
  space: describeSpace(space),
  policy: { name: 'random', options: {} },
  reward: { name: 'accuracy', options: {} },
  trainer: { name: 'stub', options: {} },
  budget: {},
  batch: 2,
  seed: 1,
})
