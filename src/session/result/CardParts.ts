import { type Budget, type JournalHeader } from '../../index.ts'
import { type Children, type FamilyReference } from '../../tfjs/index.ts'
import { type OpenData } from '../ports/OpenData.ts'

/** The search that found a network, as its card tells of it. */
export interface CardSearch extends Pick<
  JournalHeader,
  'space' | 'policy' | 'reward' | 'budget' | 'batch' | 'seed'
> {
  readonly episodes: number
}

/** The search that a journal's header tells of. */
export const searchOf = (header: JournalHeader, episodes: number): CardSearch => {
  const { space, policy, reward, budget, batch, seed } = header
  return { space, policy, reward, budget, batch, seed, episodes }
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
