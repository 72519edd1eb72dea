import * as fc from 'fast-check'
import { checkOptions, optional, seedNumber, wholeNumber } from '../../common/index.ts'
import { type Metrics, type Reward } from '../../core.ts'
import { usualMetrics } from '../arbitraries/metrics.ts'
import { metricsReadBy } from '../internal/judging.ts'

/** How hard to look for a counterexample. */
export interface Effort {
  /** Cases tried; default 300. */
  readonly runs?: number
  /** Makes the same cases again; default another each time. */
  readonly seed?: number
}

/** What a reward promises. */
export interface RewardLaw {
  /** The promise, as `grows with accuracy`. */
  readonly name: string
  /** The smallest case found that breaks it, in one line; `undefined` where none is. */
  readonly counterexample: (reward: Reward, effort?: Effort) => string | undefined
}

/** A law of cases that may be made for the metrics a reward reads; `broken` says how one breaks it. */
export const rewardLaw = <T>(
  name: string,
  cases: (reads: ReadonlyArray<string>) => fc.Arbitrary<T>,
  broken: (reward: Reward, given: T) => string | undefined,
): RewardLaw => ({
  name,
  counterexample: (reward, { runs = 300, seed } = {}) => {
    checkOptions(name, { runs, seed }, { runs: wholeNumber(1), seed: optional(seedNumber) })
    const reads = metricsReadBy(reward, fc.sample(usualMetrics(), { numRuns: 20, seed: seed ?? 1 }))
    // What is shrunk last is smallest. A reward that is not a function would not say it again.
    let found: string | undefined
    fc.check(
      fc.property(cases(reads), (given) => {
        const how = broken(reward, given)
        found = how ?? found
        return how === undefined
      }),
      { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
    )
    return found
  },
})

/**
 * Asserts laws of a reward, in any test runner or none.
 *
 * @throws Error that names the law which is broken and the smallest case found that breaks it, in one line.
 * @example
 * import { accuracy } from 'rxnas'
 * import { assertLaws, growsWith, staysWithin } from 'rxnas/testing'
 *
 * assertLaws(accuracy, [growsWith('accuracy'), staysWithin(0, 1)])
 */
export const assertLaws = (
  reward: Reward,
  laws: ReadonlyArray<RewardLaw>,
  effort: Effort = {},
): void => {
  for (const law of laws) {
    const found = law.counterexample(reward, effort)
    if (found !== undefined) throw new Error(`${law.name}: ${found}`)
  }
}

/** Children that came before: none to a few, of the metrics that a reward reads. */
export const histories = (reads: ReadonlyArray<string>): fc.Arbitrary<ReadonlyArray<Metrics>> =>
  fc.array(usualMetrics(reads), { maxLength: 3 })
