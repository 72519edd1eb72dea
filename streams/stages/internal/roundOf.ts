import { finiteOnly, type PolicyUpdated, type Rewarded } from '../../../src/episode/index.ts'
import { type Policy } from '../../../src/policy/index.ts'
import { type StageEvent } from '../../types/order.ts'
import { type RoundProposed } from '../../types/Round.ts'

/** Gathers what a policy learns from: the rewarded episodes of one round after another. */
export interface RoundOf<S> {
  /** Keeps a rewarded episode for the round's end. */
  readonly meet: (event: StageEvent) => void
  /** Lets the policy learn from what was kept, in a state of its. */
  readonly end: (round: RoundProposed<unknown>, state: S) => PolicyUpdated<S>
}

/** A {@link RoundOf} that has met nothing yet. */
export const roundOf = <S>(policy: Policy<S>): RoundOf<S> => {
  let kept: Array<Rewarded<unknown>> = []
  return {
    meet: (event) => {
      if (event._tag === 'Rewarded') kept.push(event)
    },
    end: ({ round, episodes }, state) => {
      const learned = policy.learn(kept)(state)
      kept = []
      return {
        _tag: 'PolicyUpdated',
        round,
        episodes,
        state: learned,
        figures: finiteOnly(policy.inspect?.(learned) ?? {}),
      }
    },
  }
}
