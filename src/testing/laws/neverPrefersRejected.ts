import * as fc from 'fast-check'
import { type Metrics } from '../../core.ts'
import { usualMetrics } from '../arbitraries/metrics.ts'
import { ask, contextAfter, rejectedEpisode, trainedWith } from '../internal/judging.ts'
import { shownHistory, shownMetrics, shownNumber } from '../internal/shown.ts'
import { histories, type RewardLaw, rewardLaw } from './RewardLaw.ts'

/** An episode without a trained child earns no more than any with one: else a policy learns to propose nonsense. */
export const neverPrefersRejected: RewardLaw = rewardLaw<{
  readonly history: ReadonlyArray<Metrics>
  readonly measured: Metrics
}>(
  'never prefers a rejected candidate',
  (reads) => fc.record({ history: histories(reads), measured: usualMetrics(reads) }),
  (reward, { history, measured }) => {
    const context = contextAfter(reward, history)
    const trained = ask(reward, context, trainedWith(measured))
    const rejected = ask(reward, context, rejectedEpisode)
    return trained._tag === 'Paid' && rejected._tag === 'Paid' && rejected.amount > trained.amount
      ? `${shownHistory(history)}${shownMetrics(measured)} earns ${shownNumber(trained.amount)}, a rejected candidate ${shownNumber(rejected.amount)}`
      : undefined
  },
)
