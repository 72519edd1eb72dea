import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { checkReward, type Metrics } from '../../core.ts'
import { metrics, usualMetrics } from '../arbitraries/metrics.ts'
import { ask, contextAfter, trainedWith } from '../internal/judging.ts'
import { shownHistory, shownMetrics } from '../internal/shown.ts'
import { histories, type RewardLaw, rewardLaw } from './RewardLaw.ts'

interface Case {
  readonly history: ReadonlyArray<Metrics>
  readonly measured: Metrics
  /** Whether the child is one that any reward has to judge. */
  readonly usual: boolean
}

/**
 * What a reward pays is a finite number: of usual children always; of what a trainer may give at its
 * worst, or leaves out, it may also be a `RewardError`.
 */
export const paysFiniteNumbers: RewardLaw = rewardLaw<Case>(
  'pays finite numbers',
  (reads) =>
    fc.oneof(
      fc.record({
        history: histories(reads),
        measured: usualMetrics(reads),
        usual: fc.constant(true),
      }),
      fc.record({ history: histories(reads), measured: metrics(reads), usual: fc.constant(false) }),
    ),
  (reward, { history, measured, usual }) => {
    const checked = checkReward(reward)
    if (E.isLeft(checked)) return checked.left.message
    const answer = ask(reward, contextAfter(reward, history), trainedWith(measured))
    const child = `${shownHistory(history)}${shownMetrics(measured)}`
    if (answer._tag === 'Broke') return `${child} ${answer.how}`
    return answer._tag === 'Refused' && usual ? `${child} is refused: ${answer.message}` : undefined
  },
)
