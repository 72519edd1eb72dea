import * as E from 'fp-ts/lib/Either.js'
import {
  FiniteNumber,
  type Metrics,
  type Outcome,
  type Reward,
  type RewardContext,
  type RewardError,
  startContext,
} from '../../src/core.ts'

export const finite = (value: number): FiniteNumber => {
  if (!FiniteNumber.is(value)) throw new Error(`${value} is not finite`)
  return value
}

const measured = (metrics: Readonly<Record<string, number>>): Metrics =>
  Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, finite(value)]))

/** What a reward pays, or the message of its error. */
export const paid = (
  reward: Reward,
  metrics: Readonly<Record<string, number>>,
  context: RewardContext = startContext,
): number | RewardError => E.toUnion(reward.ofMetrics(measured(metrics), context))

export const trainedOf = (
  metrics: Readonly<Record<string, number>>,
  episode = 0,
): Outcome<null> => ({
  _tag: 'Trained',
  validated: { _tag: 'Validated', episode, trace: [], architecture: null, key: 'null' },
  metrics: measured(metrics),
  cached: false,
})

export const rejectedOf = (episode = 0): Outcome<null> => ({
  _tag: 'Rejected',
  proposed: { _tag: 'Proposed', episode, candidate: null, trace: [] },
  reason: { _tag: 'InvalidArchitecture', path: '', message: 'no architecture' },
})

export const failedOf = (episode = 0): Outcome<null> => ({
  _tag: 'Failed',
  validated: { _tag: 'Validated', episode, trace: [], architecture: null, key: 'null' },
  reason: { _tag: 'TrainerFailed', message: 'no such file' },
})
