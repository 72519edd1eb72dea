import * as E from 'fp-ts/lib/Either.js'
import { type Trace } from '../episode/index.ts'

/** What recorded episodes say about another policy: sums of importance weights, in constant memory. */
export interface Evidence {
  readonly episodes: number
  /** The highest log-weight, by which the sums are scaled. */
  readonly maxLogWeight: number
  readonly weights: number
  readonly rewards: number
  readonly squares: number
  readonly squaresRewards: number
  readonly squaresRewardsSquared: number
}

/** Before the first episode. */
export const noEvidence: Evidence = {
  episodes: 0,
  maxLogWeight: -Infinity,
  weights: 0,
  rewards: 0,
  squares: 0,
  squaresRewards: 0,
  squaresRewardsSquared: 0,
}

/**
 * The evidence with one more episode.
 *
 * @param logWeight - natural logarithm of the importance weight: the probability of the episode's
 *   decisions under the policy, over that under the policy that proposed them
 */
export const addEvidence =
  (logWeight: number, reward: number) =>
  (at: Evidence): Evidence => {
    const episodes = at.episodes + 1
    if (logWeight === -Infinity) return { ...at, episodes }
    const maxLogWeight = Math.max(at.maxLogWeight, logWeight)
    const kept = at.maxLogWeight === -Infinity ? 0 : Math.exp(at.maxLogWeight - maxLogWeight)
    const w = Math.exp(logWeight - maxLogWeight)
    return {
      episodes,
      maxLogWeight,
      weights: at.weights * kept + w,
      rewards: at.rewards * kept + w * reward,
      squares: at.squares * kept ** 2 + w ** 2,
      squaresRewards: at.squaresRewards * kept ** 2 + w ** 2 * reward,
      squaresRewardsSquared: at.squaresRewardsSquared * kept ** 2 + (w * reward) ** 2,
    }
  }

/** An estimate of a policy's expected reward, from episodes that another policy proposed. */
export interface Estimate {
  readonly expectedReward: number
  /** Standard error of the expected reward. */
  readonly standardError: number
  /** How many episodes proposed by the policy itself the evidence is worth; at most the recorded ones. */
  readonly effectiveSampleSize: number
  readonly episodes: number
  /** A plain sentence where the evidence is too thin to mean anything. */
  readonly warning?: string
}

/** Why there is no estimate. */
export interface NoEstimate {
  readonly _tag: 'NoEstimate'
  readonly message: string
}

/** {@link NoEstimate}, with the reason. */
export const noEstimate = (message: string): NoEstimate => ({ _tag: 'NoEstimate', message })

/** With a smaller effective sample size, an estimate means nothing. */
const minEffectiveSampleSize = 10

/**
 * The self-normalised importance sampling estimate of a policy's expected reward. It is biased where
 * the effective sample size is small, and a policy that learned from the same episodes looks better
 * than it is.
 *
 * Sources: Precup, Sutton and Singh, "Eligibility Traces for Off-Policy Policy Evaluation" (2000),
 * weighted importance sampling; Kong, "A note on importance sampling using standardized weights"
 * (1992), the effective sample size; Owen, "Monte Carlo theory, methods and examples" (2013), 9.2,
 * the standard error.
 *
 * @returns why there is none, where no episode could have come from the policy
 */
export const estimateOf = (evidence: Evidence): E.Either<NoEstimate, Estimate> => {
  const { episodes, weights, rewards, squares, squaresRewards, squaresRewardsSquared } = evidence
  if (weights === 0)
    return E.left(
      noEstimate(
        episodes === 0
          ? 'There is no episode to estimate from.'
          : 'The policy would have proposed none of the recorded episodes, so they say nothing of it.',
      ),
    )
  const expectedReward = rewards / weights
  const spread =
    squaresRewardsSquared - 2 * expectedReward * squaresRewards + expectedReward ** 2 * squares
  const effectiveSampleSize = weights ** 2 / squares
  return E.right({
    expectedReward,
    standardError: Math.sqrt(Math.max(0, spread)) / weights,
    effectiveSampleSize,
    episodes,
    ...(effectiveSampleSize >= minEffectiveSampleSize
      ? {}
      : {
          warning: `The ${episodes} episodes are worth ${effectiveSampleSize.toFixed(1)} of this policy's own: it proposes what was rarely recorded. Take the number for a guess.`,
        }),
  })
}

/** The natural logarithm of the probability that a trace was proposed with. */
export const logProbabilityOf = (trace: Trace): number =>
  trace.reduce((sum, { logProbability }) => sum + logProbability, 0)
