import { askBoth, pairsOf, describePair } from './growsWith.ts'
import { type RewardLaw, rewardLaw } from './RewardLaw.ts'

/**
 * Of two children that differ in a cost alone, the one that costs half or less earns more, unless
 * the other is at the penalty or below: there nothing is left to lose.
 */
export const prefersSmaller = (cost: string): RewardLaw =>
  rewardLaw(`prefers smaller ${cost}`, pairsOf(cost), (reward, pair) => {
    if (2 * (pair.less[cost] ?? 0) > (pair.more[cost] ?? 0)) return undefined
    const [of, ofMore] = askBoth(reward, pair)
    return of._tag === 'Paid' &&
      ofMore._tag === 'Paid' &&
      ofMore.amount > reward.penalty &&
      of.amount <= ofMore.amount
      ? describePair(cost, pair, of.amount, ofMore.amount)
      : undefined
  })
