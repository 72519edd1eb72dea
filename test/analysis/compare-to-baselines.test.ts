import { describe, expect, it } from 'vitest'
import { compareToBaselines } from '../../src/core.ts'

const verdicts = (metrics: Readonly<Record<string, number>>) =>
  compareToBaselines(metrics).map(({ baseline, metric, verdict }) => [baseline, metric, verdict])

describe('a network beside its baselines', () => {
  it('is compared by accuracy for classes and by r2 for a number, with each that was measured', () => {
    expect(
      verdicts({ testAccuracy: 0.9, testLoss: 1, constantAccuracy: 0.5, linearAccuracy: 0.8 }),
    ).toEqual([
      ['constant', 'accuracy', 'better'],
      ['linear', 'accuracy', 'better'],
    ])
    expect(verdicts({ testR2: 0.06, testRmse: 3, constantR2: -0.01, linearR2: 0.999 })).toEqual([
      ['constant', 'r2', 'better'],
      ['linear', 'r2', 'worse'],
    ])
    expect(verdicts({ testAccuracy: 0.9, constantAccuracy: 0.5 })).toHaveLength(1)
    expect(verdicts({ accuracy: 0.9, testR2: 0.3 })).toEqual([])
  })

  it('is equal to an accuracy that so few examples do not tell from its own', () => {
    // One standard error of 0.9 is 0.03 by 100 examples, and 0.003 by 10,000.
    const of = (testAccuracy: number, testExamples: number) =>
      verdicts({ testAccuracy, linearAccuracy: 0.9, testExamples })[0]?.[2]
    expect([of(0.92, 100), of(0.88, 100), of(0.94, 100), of(0.86, 100)]).toEqual([
      ...['equal', 'equal', 'better', 'worse'],
    ])
    expect([of(0.92, 10_000), of(0.88, 10_000)]).toEqual(['better', 'worse'])
  })

  it('is not better than a perfect baseline that it equals', () => {
    expect(verdicts({ testR2: 1, linearR2: 1 })).toEqual([['linear', 'r2', 'equal']])
    expect(verdicts({ testAccuracy: 1, linearAccuracy: 1, testExamples: 9 })).toEqual([
      ['linear', 'accuracy', 'equal'],
    ])
  })
})
