import { checkOptions, seedNumber, wholeNumber } from '../../common/index.ts'
import { describeSpace, type SearchSpace } from '../../space/index.ts'
import { type Budget, checkBudget } from '../Budget.ts'
import { type JournalHeader, journalSchema, type Named } from './JournalHeader.ts'

/** What a search is, in its own values: a policy and a reward are named by what they are made with. */
export interface SearchIdentity {
  readonly space: SearchSpace<unknown>
  readonly policy: Named
  readonly reward: Named
  readonly trainer: Named
  readonly budget: Budget
  readonly batch: number
  readonly seed: number
  /** Version of what writes the journal; default none. */
  readonly package?: string
}

const namedOf = ({ name, options }: Named): Named => ({ name, options })

/**
 * The header of a search's journal.
 *
 * @example
 * import { accuracy, choice, journalHeader, random, struct } from 'rxnas'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const header = journalHeader({
 *   ...{ space, policy: random(space), reward: accuracy },
 *   ...{ trainer: { name: 'mine', options: {} }, budget: { epochs: 1 }, batch: 4, seed: 1 },
 * })
 * console.log(header.policy) // { name: 'random', options: {} }
 */
export const journalHeader = (identity: SearchIdentity): JournalHeader => {
  checkOptions('journalHeader()', identity, { batch: wholeNumber(1), seed: seedNumber })
  const { space, policy, reward, trainer, budget, batch, seed, package: version = '' } = identity
  checkBudget('journalHeader()', budget)
  return {
    _tag: 'Header',
    schema: journalSchema,
    package: version,
    space: describeSpace(space),
    policy: namedOf(policy),
    reward: namedOf(reward),
    trainer: namedOf(trainer),
    ...{ budget, batch, seed },
  }
}
