import { anObject, checkOptions, seedNumber, wholeNumber } from '../../common/index.ts'
import { aSpace, describeSpace, type SearchSpace } from '../../space/index.ts'
import { largestBatch } from '../bounded.ts'
import { encodeDesigns } from '../designs.ts'
import { type Budget, checkBudget } from '../Budget.ts'
import {
  type IdentifiedContents,
  type JournalHeader,
  journalSchema,
  type Named,
  type NamedPolicy,
} from './JournalHeader.ts'
import { type MachineKind } from './MachineKind.ts'

/** What a search is, in its own values: a policy and a reward are named by what they are made with. */
export interface SearchIdentity {
  readonly space: SearchSpace<unknown>
  readonly policy: NamedPolicy
  readonly reward: Named
  readonly trainer: Named
  readonly budget: Budget
  readonly batch: number
  readonly seed: number
  /** What the data holds, by its hash; default unknown. */
  readonly data?: IdentifiedContents
  /** What it is begun on; default unknown. */
  readonly machine?: MachineKind
  /** How the best network is trained at the end; default not. */
  readonly final?: { readonly threads: number }
  /** Architectures of the space that it starts with, before the policy proposes any; default none. */
  readonly startWith?: ReadonlyArray<unknown>
  /** Version of what writes the journal; default none. */
  readonly package?: string
}

const namedOf = ({ name, options }: Named): Named => ({ name, options })

/** A policy as a journal's header names it. */
export const namedPolicy = ({ revision = 1, ...policy }: NamedPolicy): NamedPolicy => ({
  ...namedOf(policy),
  ...(revision === 1 ? {} : { revision }),
})

const someNamed = anObject(
  'an object with a name and options',
  ({ name }) => typeof name === 'string',
)

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
  checkOptions('journalHeader()', identity, {
    batch: wholeNumber(1, largestBatch),
    seed: seedNumber,
    space: aSpace,
    policy: someNamed,
    reward: someNamed,
    trainer: someNamed,
  })
  const { space, policy, reward, trainer, budget, batch, seed, package: version = '' } = identity
  const { data, machine, final } = identity
  checkBudget('journalHeader()', budget)
  const designs = encodeDesigns(space, identity.startWith ?? [])
  return {
    _tag: 'Header',
    schema: journalSchema,
    package: version,
    space: describeSpace(space),
    policy: namedPolicy(policy),
    reward: namedOf(reward),
    trainer: namedOf(trainer),
    ...{ budget, batch, seed },
    ...(data === undefined ? {} : { data }),
    ...(machine === undefined ? {} : { machine }),
    ...(final === undefined ? {} : { final }),
    // A reader that does not know of designs would take them for the policy's.
    ...(designs.length === 0 ? {} : { startWith: designs, requires: ['startWith'] }),
  }
}
