import * as fc from 'fast-check'
import { type Metrics } from '../../core.ts'
import { usualMetrics } from '../arbitraries/metrics.ts'
import { ask, contextAfter, trainedWith } from '../internal/judging.ts'
import { shownApart, shownHistory, shownMetrics } from '../internal/shown.ts'
import { histories, type RewardLaw, rewardLaw } from './RewardLaw.ts'

/** The same child in the same search earns the same, however often it is judged; judging changes nothing. */
export const isDeterministic: RewardLaw = rewardLaw<{
  readonly history: ReadonlyArray<Metrics>
  readonly measured: Metrics
}>(
  'is deterministic',
  (reads) => fc.record({ history: histories(reads), measured: usualMetrics(reads) }),
  (reward, { history, measured }) => {
    const context = contextAfter(reward, history)
    const outcome = trainedWith({ ...measured })
    const answers = [0, 1, 2].map(() => ask(reward, context, outcome))
    if (shownMetrics(outcome.metrics) !== shownMetrics(measured))
      return `${shownMetrics(measured)} is changed to ${shownMetrics(outcome.metrics)}`
    const child = `${shownHistory(history)}${shownMetrics(measured)}`
    const broke = answers.find((one) => one._tag === 'Broke')
    if (broke !== undefined) return `${child} ${broke.how}`
    const amounts = answers.flatMap((one) => (one._tag === 'Paid' ? [one.amount] : []))
    const [first, ...others] = amounts
    const other = others.find((amount) => amount !== first)
    if (first === undefined || other === undefined) return undefined
    const [before, then] = shownApart(first, other)
    return `${child} earns ${before}, then ${then}`
  },
)
