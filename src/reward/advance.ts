import { type Outcome } from '../episode/index.ts'
import { type Json } from '../space/index.ts'
import { type Reward } from './Reward.ts'
import { type RewardContext } from './RewardContext.ts'

const baselineDecay = 0.9

// A user's reward may return nothing.
const remembered = (memory: Json | undefined): Json => memory ?? null

/** The context after an outcome and what the reward paid for it; its memory goes on where the reward is given. */
export const advance =
  (outcome: Outcome<unknown>, amount: number, reward: Pick<Reward, 'remember'> = {}) =>
  (context: RewardContext): RewardContext => ({
    episode: context.episode + 1,
    previousAccuracy:
      outcome._tag === 'Trained'
        ? (outcome.metrics.accuracy ?? context.previousAccuracy)
        : context.previousAccuracy,
    best: Math.max(context.best ?? -Infinity, amount),
    baseline: baselineDecay * (context.baseline ?? amount) + (1 - baselineDecay) * amount,
    memory:
      outcome._tag === 'Trained' && reward.remember !== undefined
        ? remembered(reward.remember(outcome.metrics, context))
        : context.memory,
  })
