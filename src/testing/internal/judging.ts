import * as E from 'fp-ts/lib/Either.js'
import {
  checkReward,
  evaluate,
  invalidArchitecture,
  judge,
  type Metrics,
  type Outcome,
  type Rejected,
  type Reward,
  type RewardContext,
  startContext,
  type Trained,
} from '../../core.ts'

/** An episode whose child measured that. */
export const trainedWith = (metrics: Metrics, episode = 0): Trained<null> => ({
  _tag: 'Trained',
  validated: { _tag: 'Validated', episode, trace: [], architecture: null, key: 'null' },
  metrics,
  cached: false,
})

/** An episode whose candidate was no architecture. */
export const rejectedEpisode: Rejected = {
  _tag: 'Rejected',
  proposed: { _tag: 'Proposed', episode: 0, candidate: null, trace: [] },
  reason: invalidArchitecture('', 'null is no architecture'),
}

/** The context of a reward after children that measured that; what it refuses to judge leaves none. */
export const contextAfter = (reward: Reward, history: ReadonlyArray<Metrics>): RewardContext =>
  history.reduce((context, metrics, episode) => {
    const judged = judge(reward)(context)(trainedWith(metrics, episode))
    return E.isRight(judged) ? judged.right[1] : context
  }, startContext)

/** What a reward says of an outcome: an amount, a reason why there is none, or what it threw. */
export type Answer =
  | { readonly _tag: 'Paid'; readonly amount: number }
  | { readonly _tag: 'Refused'; readonly message: string }
  | { readonly _tag: 'Broke'; readonly how: string }

/** Asks a reward, which may be a user's and do anything, about an outcome. */
export const ask = (reward: Reward, context: RewardContext, outcome: Outcome<unknown>): Answer => {
  try {
    const answer: unknown =
      outcome._tag === 'Trained'
        ? reward.ofMetrics(outcome.metrics, context)
        : evaluate(reward, context)(outcome)
    if (typeof answer !== 'object' || answer === null || !('_tag' in answer))
      return { _tag: 'Broke', how: `gives ${String(answer)}, which is no Either` }
    if ('right' in answer)
      return typeof answer.right === 'number' && Number.isFinite(answer.right)
        ? { _tag: 'Paid', amount: answer.right }
        : { _tag: 'Broke', how: `earns ${String(answer.right)}` }
    const reason: unknown = 'left' in answer ? answer.left : undefined
    return typeof reason === 'object' &&
      reason !== null &&
      Reflect.get(reason, '_tag') === 'RewardError'
      ? { _tag: 'Refused', message: String(Reflect.get(reason, 'message')) }
      : { _tag: 'Broke', how: 'is refused by something other than a RewardError' }
  } catch (error) {
    return { _tag: 'Broke', how: `throws ${String(error)}` }
  }
}

/** The metrics that a reward reads: those it names, and those it is seen to look at. */
export const metricsReadBy = (
  reward: Reward,
  samples: ReadonlyArray<Metrics>,
): ReadonlyArray<string> => {
  const seen = new Set(reward.requiredMetrics ?? [])
  if (reward.requiredMetrics !== undefined || E.isLeft(checkReward(reward))) return [...seen]
  const watched = (metrics: Metrics): Metrics =>
    new Proxy(metrics, {
      get: (target, name) => {
        if (typeof name === 'string') seen.add(name)
        // A proxy hands on what its target has, whatever that is.
        return Reflect.get(target, name) as unknown
      },
    })
  for (const metrics of samples) ask(reward, startContext, trainedWith(watched(metrics)))
  return [...seen]
}
