import * as fc from 'fast-check'
import { type Metrics } from '../../core.ts'
import { usualMetrics } from '../arbitraries/metrics.ts'
import { ask, contextAfter, trainedWith } from '../internal/judging.ts'
import { shownApart, shownMetrics } from '../internal/shown.ts'
import { withClock } from '../internal/withClock.ts'
import { type RewardLaw, rewardLaw } from './RewardLaw.ts'

const hourOfDay = (hour: number): number => new Date(2026, 0, 1, hour).getTime()

/** A child earns the same at any time of day. The clocks are turned while the reward is asked. */
export const ignoresTime: RewardLaw = rewardLaw<{
  readonly measured: Metrics
  readonly one: number
  readonly other: number
}>(
  'ignores the time of day',
  (reads) => fc.record({ measured: usualMetrics(reads), one: fc.nat(23), other: fc.nat(23) }),
  (reward, { measured, one, other }) => {
    const at = (hour: number) =>
      withClock(hourOfDay(hour), () => ask(reward, contextAfter(reward, []), trainedWith(measured)))
    const [early, late] = [at(one), at(other)]
    if (early._tag !== 'Paid' || late._tag !== 'Paid' || early.amount === late.amount)
      return undefined
    const [before, then] = shownApart(early.amount, late.amount)
    return `${shownMetrics(measured)} earns ${before} at ${one}:00, ${then} at ${other}:00`
  },
)
