import { type Budget, type JournalHeader } from '../../core.ts'
import { type Children, type FamilyReference } from '../../tfjs/index.ts'
import { type ContenderRecord } from '../events/resultEvents.ts'
import { type OpenData } from './OpenData.ts'

/** How an architecture came out where it was trained again, by other seeds. */
export interface Confirmation {
  readonly trainings: number
  /** The mean reward of those trainings. */
  readonly reward: number
  /** The reward that it had in the search. */
  readonly recorded: number
}

/** The search that found a network, as its card tells of it. */
export interface CardSearch extends Pick<
  JournalHeader,
  'space' | 'policy' | 'reward' | 'budget' | 'batch' | 'seed'
> {
  readonly episodes: number
  /** How its network came out where it was trained again, by other seeds; not known of older cards. */
  readonly confirmed?: Confirmation
}

/** The search that a journal's header tells of. */
export const searchOf = (
  header: JournalHeader,
  episodes: number,
  contender?: ContenderRecord,
): CardSearch => {
  const { space, policy, reward, budget, batch, seed } = header
  const confirmed = contender && {
    trainings: contender.rewards.length,
    reward: contender.reward,
    recorded: contender.recorded,
  }
  return {
    ...{ space, policy, reward, budget, batch, seed, episodes },
    ...(confirmed === undefined ? {} : { confirmed }),
  }
}

/** What a network's card tells. */
export interface CardParts {
  readonly data: OpenData
  readonly family: FamilyReference
  readonly children: Children<unknown>
  readonly architecture: unknown
  /** `null` for a network that was trained without one. */
  readonly search: CardSearch | null
  readonly budget: Budget
  readonly seed: number
  readonly threads: number
  readonly metrics: Readonly<Record<string, number>>
}
