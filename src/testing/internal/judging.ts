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
} from '../../index.ts'

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
export type Said =
  | { readonly _tag: 'Paid'; readonly amount: number }
  | { readonly _tag: 'Refused'; readonly message: string }
  | { readonly _tag: 'Broke'; readonly how: string }

/** Asks a reward, which may be a user's and do anything, about an outcome. */
export const ask = (reward: Reward, context: RewardContext, outcome: Outcome<unknown>): Said => {
  try {
    const said: unknown =
      outcome._tag === 'Trained'
        ? reward.ofMetrics(outcome.metrics, context)
        : evaluate(reward, context)(outcome)
    if (typeof said !== 'object' || said === null || !('_tag' in said))
      return { _tag: 'Broke', how: `gives ${String(said)}, which is no Either` }
    if ('right' in said)
      return typeof said.right === 'number' && Number.isFinite(said.right)
        ? { _tag: 'Paid', amount: said.right }
        : { _tag: 'Broke', how: `earns ${String(said.right)}` }
    const reason: unknown = 'left' in said ? said.left : undefined
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
