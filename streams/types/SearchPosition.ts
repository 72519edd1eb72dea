import { checkOptions, seedNumber } from '../../src/common/index.ts'
import { type Metrics, type Rewarded } from '../../src/episode/index.ts'
import { aPolicy, type Policy } from '../../src/policy/index.ts'
import { type RewardContext, startContext } from '../../src/reward/index.ts'

/** Where a search stands: all it needs to go on as if it had never stopped. */
export interface SearchPosition<A, S> {
  /** The round that is next, or under way. */
  readonly round: number
  /** The policy's state at that round's beginning. */
  readonly state: S
  /** The first episode of that round. */
  readonly firstEpisode: number
  /** The episodes of that round that are over. */
  readonly recorded: ReadonlyArray<Rewarded<A>>
  /** The number of the next episode. */
  readonly episodes: number
  readonly context: RewardContext
  /** Trainings that have failed in a row. */
  readonly failures: number
  /** What trained children measured, by key. */
  readonly trained: ReadonlyMap<string, Metrics>
}

/** The position of a search that has not begun. */
export const startPosition = <S>(policy: Policy<S>, seed: number): SearchPosition<never, S> => {
  checkOptions('startPosition()', { policy, seed }, { policy: aPolicy, seed: seedNumber })
  return {
    round: 0,
    state: policy.init(seed),
    firstEpisode: 0,
    recorded: [],
    episodes: 0,
    context: startContext,
    failures: 0,
    trained: new Map(),
  }
}
