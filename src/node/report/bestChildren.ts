import { type Json, type Rewarded } from '../../core.ts'
import { type KnownChild } from './networks.ts'

/** So many different children are all kept; of more the best. */
const most = 80

/** Keeps the best different children of episodes that are told one after the other. */
export const bestChildren = () => {
  let kept = new Map<string, KnownChild & { readonly reward: number }>()
  const shrink = (size: number): void => {
    kept = new Map([...kept].sort(([, a], [, b]) => b.reward - a.reward).slice(0, size))
  }
  return {
    add: ({ outcome, reward }: Rewarded<Json>): void => {
      if (outcome._tag !== 'Trained') return
      const { key, episode, architecture } = outcome.validated
      if ((kept.get(key)?.reward ?? -Infinity) >= reward) return
      kept.set(key, { episode, architecture, reward, parameters: outcome.metrics.parameters })
      if (kept.size > 4 * most) shrink(most)
    },
    /** The best first. */
    best: (): ReadonlyArray<KnownChild> => {
      shrink(most)
      return [...kept.values()]
    },
  }
}
