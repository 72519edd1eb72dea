import { cutMessage } from '../common/index.ts'

/** Why a reward cannot be used, or does not give a finite number: the search cannot go on. */
export interface RewardError {
  readonly _tag: 'RewardError'
  readonly reward: string
  readonly message: string
  /** The metric it is about, where it is about one. */
  readonly metric?: string
  /** Where in the text of a reward, in characters from 0, where it was given as text. */
  readonly position?: number
  /** The nearest formula that can be used, where there is one. */
  readonly mended?: string
}

/** A {@link RewardError} of a reward, and of a metric where there is one. */
export const rewardError = (reward: string, message: string, metric?: string): RewardError => ({
  _tag: 'RewardError',
  reward,
  message: cutMessage(message),
  ...(metric === undefined ? {} : { metric }),
})
