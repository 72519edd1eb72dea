import * as E from 'fp-ts/lib/Either.js'
import { InvalidArgumentError } from 'commander'
import { accuracy, articleReward, requireMetric, type Reward } from '../../index.ts'

/** The rewards that have a name of their own. */
const named: Readonly<Record<string, Reward>> = {
  accuracy,
  'article-printed': articleReward('printed'),
  'article-code': articleReward('code'),
}

/** What an option that names a reward takes. */
export const rewardForms: string = `${Object.keys(named).join(', ')}, or highest:METRIC, lowest:METRIC`

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
      E.Functor.map(requireMetric(name, metric, metrics), (value) => sign * value),
  }),
})

/** A reward as a person names it: `accuracy`, `highest:accuracy`, `lowest:loss`. */
export const rewardOption = (given: string): RewardChoice => {
  const own = Object.hasOwn(named, given) ? named[given] : undefined
  if (own !== undefined) return { name: given, reward: () => own, needsLowest: false }
  const [, way, metric] = /^(highest|lowest):(.+)$/.exec(given) ?? []
  if (metric === undefined) throw new InvalidArgumentError(`It takes ${rewardForms}.`)
  return ofMetric(given, metric, way === 'highest' ? 1 : -1)
}
