import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  articleReward,
  clip,
  flops,
  hardConstraint,
  improvementOverBest,
  latency,
  lexicographic,
  negativeLoss,
  normalise,
  parameters,
  pareto,
  r2,
  scale,
  seconds,
  softConstraint,
  weightedSum,
  withPenalty,
} from '../../src/core.ts'
import {
  assertLaws,
  reward as anyReward,
  rewardContract,
  rewardLaws,
  rewardMutants,
  type RewardUnderTest,
  staysWithin,
} from '../../src/testing/index.ts'

const small = clip({ min: -10, max: 0 })(scale(-1e-6)(parameters))

describe('rewardContract', () => {
  it.each<readonly [string, RewardUnderTest]>([
    ['accuracy', { reward: accuracy }],
    ['negativeLoss', { reward: negativeLoss(), growsWith: [], prefersSmaller: ['loss'] }],
    ['r2', { reward: r2, growsWith: ['r2'] }],
    ['parameters', { reward: parameters, growsWith: ['parameters'] }],
    ['flops', { reward: flops, growsWith: ['flops'] }],
    ['seconds', { reward: seconds, growsWith: ['seconds'] }],
    ['latency', { reward: latency, growsWith: ['latency'] }],
    // In either form a better child can earn less: only the rest of the contract holds.
    ['the article’s rule', { reward: articleReward('printed'), growsWith: [] }],
    ['the article’s code', { reward: articleReward('code'), growsWith: [] }],
    [
      'a weighted sum',
      {
        reward: withPenalty(-1)(weightedSum([1, accuracy], [-1e-6, parameters])),
        prefersSmaller: ['parameters'],
      },
    ],
    ['a hard constraint', { reward: hardConstraint({ cost: flops, limit: 1e6 })(accuracy) }],
    [
      'a soft constraint',
      {
        reward: softConstraint({ cost: flops, target: 1e6, weight: -0.07 })(accuracy),
        prefersSmaller: ['flops'],
      },
    ],
    ['improvement over the best', { reward: improvementOverBest(accuracy) }],
    ['normalised by a moving average', { reward: normalise()(accuracy) }],
    [
      'a lexicographic order',
      {
        reward: lexicographic({ first: accuracy, second: scale(-1)(parameters), tolerance: 0.01 }),
        prefersSmaller: ['parameters'],
      },
    ],
    ['a Pareto archive', { reward: pareto(accuracy, small) }],
    ['a Pareto archive of three', { reward: pareto(accuracy, small, negativeLoss()) }],
  ])('holds for %s', (_, underTest) => rewardContract(underTest))

  it('holds, but for what a reward has to say of accuracy, for whatever is made of them', () => {
    fc.assert(
      fc.property(anyReward, (reward) =>
        assertLaws(reward, [...rewardLaws.slice(1), staysWithin(reward.penalty, reward.max!)], {
          runs: 10,
        }),
      ),
      { numRuns: 200, includeErrorInReport: true },
    )
  })
})

describe('a reward with a mistake', () => {
  it.each(rewardMutants)('is caught by a counterexample of one line: $mistake', (mutant) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      let told = ''
      try {
        rewardContract({ ...mutant.underTest, seed })
      } catch (error) {
        told = String(error)
      }
      expect(told).toMatch(new RegExp(`^Error: ${mutant.breaks}: .+ (earns|is changed)`))
      expect(told).not.toContain('\n')
      expect(told.length).toBeLessThanOrEqual(100)
    }
  })
})
