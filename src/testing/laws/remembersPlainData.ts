import * as fc from 'fast-check'
import { type Json, type Metrics, type RewardContext } from '../../core.ts'
import { usualMetrics } from '../arbitraries/metrics.ts'
import { ask, contextAfter, trainedWith } from '../internal/judging.ts'
import { shownApart, shownHistory, shownMetrics } from '../internal/shown.ts'
import { histories, type RewardLaw, rewardLaw } from './RewardLaw.ts'

/**
 * What a reward remembers is all in its context, as JSON: a child earns the same after the memory was
 * stored and read back.
 */
export const remembersPlainData: RewardLaw = rewardLaw<{
  readonly history: ReadonlyArray<Metrics>
  readonly measured: Metrics
}>(
  'remembers plain data',
  (reads) => fc.record({ history: histories(reads), measured: usualMetrics(reads) }),
  (reward, { history, measured }) => {
    const live = contextAfter(reward, history)
    const stored: RewardContext = {
      ...live,
      // What JSON text gives back is JSON.
      memory: JSON.parse(JSON.stringify(live.memory)) as Json,
    }
    const outcome = trainedWith(measured)
    const [before, after] = [ask(reward, live, outcome), ask(reward, stored, outcome)]
    if (before._tag !== 'Paid' || after._tag !== 'Paid' || before.amount === after.amount)
      return undefined
    const [kept, read] = shownApart(before.amount, after.amount)
    return `${shownHistory(history)}${shownMetrics(measured)} earns ${kept}, stored ${read}`
  },
)
