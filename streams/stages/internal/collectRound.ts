import { finiteOnly, type PolicyUpdated, type Rewarded } from '../../../src/episode/index.ts'
import { type Policy } from '../../../src/policy/index.ts'
import { type RoundProposed } from '../../types/Round.ts'

/** Collects what a policy learns from: the rewarded episodes of one round after another. */
export interface RoundCollector<S> {
  /** Keeps a rewarded episode for the end of its round. */
  readonly add: (episode: Rewarded<unknown>) => void
  /** The policy's state after it has learned, from a given state, what was kept. */
  readonly learn: (round: RoundProposed<unknown>, state: S) => PolicyUpdated<S>
}

/** A {@link RoundCollector} that has kept nothing yet. */
export const collectRound = <S>(policy: Policy<S>): RoundCollector<S> => {
  let kept: Array<Rewarded<unknown>> = []
  return {
    add: (episode) => {
      kept.push(episode)
    },
    learn: ({ round, episodes }, state) => {
      const learned = policy.learn(kept)(state)
      const rewarded = kept.length
      kept = []
      return {
        _tag: 'PolicyUpdated',
        round,
        episodes,
        rewarded,
        state: learned,
        figures: finiteOnly(policy.inspect?.(learned) ?? {}),
      }
    },
  }
}
