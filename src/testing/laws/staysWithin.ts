import * as fc from 'fast-check'
import { checkOptions, type OptionCheck } from '../../common/index.ts'
import { type Metrics } from '../../core.ts'
import { usualMetrics } from '../arbitraries/metrics.ts'
import { ask, contextAfter, rejectedEpisode, trainedWith } from '../internal/judging.ts'
import { shownHistory, shownMetrics, shownNumber } from '../internal/shown.ts'
import { histories, type RewardLaw, rewardLaw } from './RewardLaw.ts'

const bound: OptionCheck = {
  takes: 'a number, which may be infinite,',
  holds: (value) => typeof value === 'number' && !Number.isNaN(value),
}

/** No episode earns less than `min` or more than `max`. */
export const staysWithin = (min: number, max: number): RewardLaw => {
  checkOptions('staysWithin()', { min, max }, { min: bound, max: bound })
  return rewardLaw<{
    readonly history: ReadonlyArray<Metrics>
    readonly measured: Metrics | undefined
  }>(
    `stays between ${min} and ${max}`,
    (reads) =>
      fc.record({
        history: histories(reads),
        measured: fc.option(usualMetrics(reads), { nil: undefined, freq: 20 }),
      }),
    (reward, { history, measured }) => {
      const answer = ask(
        reward,
        contextAfter(reward, history),
        measured === undefined ? rejectedEpisode : trainedWith(measured),
      )
      return answer._tag === 'Paid' && (answer.amount < min || answer.amount > max)
        ? `${shownHistory(history)}${
            measured === undefined ? 'a rejected candidate' : shownMetrics(measured)
          } earns ${shownNumber(answer.amount)}`
        : undefined
    },
  )
}
