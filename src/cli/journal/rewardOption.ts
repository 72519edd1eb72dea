import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { InvalidArgumentError } from 'commander'
import {
  readReward,
  requireMetric,
  type Reward,
  rewardForms as namesAndFormulas,
  rewards,
} from '../../core.ts'

/** What an option that names a reward takes. */
export const rewardForms: string = `${namesAndFormulas(rewards)}, or highest:METRIC, lowest:METRIC`

/** A reward that is a metric, or its opposite; the penalty is the lowest that a child has earned. */
export interface RewardChoice {
  readonly name: string
  readonly reward: (lowest: number) => Reward
  /** Whether the penalty is taken from the journal. */
  readonly needsLowest: boolean
}

const ofMetric = (name: string, metric: string, sign: 1 | -1): RewardChoice => ({
  name,
  needsLowest: true,
  reward: (lowest) => ({
    name,
    options: { metric, sign },
    penalty: lowest,
    ofMetrics: (metrics) =>
      pipe(
        requireMetric(name, metric, metrics),
        E.map((value) => sign * value),
      ),
  }),
})

/** A reward as a person names it: `accuracy`, `highest:accuracy`, `lowest:loss`. */
export const rewardOption = (given: string): RewardChoice => {
  const [, way, metric] = /^(highest|lowest):(.+)$/.exec(given) ?? []
  if (metric !== undefined) return ofMetric(given, metric, way === 'highest' ? 1 : -1)
  const read = readReward(rewards, given)
  if (E.isLeft(read))
    throw new InvalidArgumentError(`It takes ${rewardForms}. ${read.left.message}`)
  return { name: given, reward: () => read.right, needsLowest: false }
}
