import { FiniteNumber, type Json, type Rewarded } from '../../../src/core.ts'
import { type ArchitectureName } from '../../../bench/reproduce/article.ts'
import { type Run, type RunSettings } from '../../../bench/reproduce/results.ts'

export const likeArticle: RunSettings = { data: 'hash', images: 55_000, epochs: 10 }

/** A run that ended with these accuracies on test, one an epoch. */
export const runOf = (
  architecture: ArchitectureName,
  seed: number,
  test: ReadonlyArray<number>,
  settings: RunSettings = likeArticle,
): Run => ({
  _tag: 'Run',
  architecture,
  seed,
  settings,
  threads: 1,
  at: '2026-01-31T09:15:02.000Z',
  version: '0.1.0',
  curve: test.map((testAccuracy, i) => ({
    epoch: i + 1,
    loss: 1 / (i + 1),
    validationAccuracy: testAccuracy - 0.001,
    validationLoss: 1,
    testAccuracy,
    testLoss: 1,
    seconds: i + 1,
  })),
  parameters: architecture === 'manual' ? 100 : 250,
  flops: architecture === 'manual' ? 1000 : 9000,
  testExamples: 10_000,
  seconds: test.length,
})

const finite = (n: number): FiniteNumber => {
  if (!FiniteNumber.is(n)) throw new Error(`${n} is not finite`)
  return n
}

/** An episode whose child was trained and has this accuracy. */
export const trained = (episode: number, key: string, accuracy: number): Rewarded<Json> => ({
  _tag: 'Rewarded',
  reward: finite(accuracy),
  outcome: {
    _tag: 'Trained',
    validated: { _tag: 'Validated', episode, trace: [], architecture: { key }, key },
    metrics: { accuracy: finite(accuracy) },
    cached: false,
  },
})

/** An episode whose candidate was no architecture. */
export const rejected = (episode: number): Rewarded<Json> => ({
  _tag: 'Rewarded',
  reward: finite(-1),
  outcome: {
    _tag: 'Rejected',
    proposed: { _tag: 'Proposed', episode, candidate: { kernel: 0 }, trace: [] },
    reason: { _tag: 'InvalidArchitecture', message: 'it is none.', path: '' },
  },
})
