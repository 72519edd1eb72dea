import * as fc from 'fast-check'
import { type FiniteNumber, type Metrics } from '../../core.ts'
import { finite } from '../internal/finite.ts'
import { anyNumber, count, edgeFraction, fraction } from './numbers.ts'

const usual: ReadonlyMap<string, fc.Arbitrary<number>> = new Map(
  Object.entries({
    accuracy: fraction,
    loss: fc.nat(100).map((tenth) => tenth / 10),
    parameters: count(1),
    flops: count(1),
    seconds: fc.integer({ min: 1, max: 600 }),
    latency: fc.integer({ min: 1, max: 100 }),
    r2: fc.integer({ min: -20, max: 10 }).map((tenth) => tenth / 10),
  }),
)

const edges: ReadonlyMap<string, fc.Arbitrary<number>> = new Map(
  Object.entries({
    accuracy: edgeFraction,
    loss: anyNumber,
    parameters: count(0),
    flops: count(0),
    seconds: fc.oneof(count(0), fc.constantFrom(Number.MIN_VALUE, 1e-9)),
    latency: fc.oneof(count(0), fc.constantFrom(Number.MIN_VALUE, 1e-9)),
    r2: fc.oneof(
      fraction,
      count(0).map((value) => 1 - value),
    ),
  }),
)

/** The metrics that mean the same everywhere. */
const metricNames: ReadonlyArray<string> = [...usual.keys()]

/** What a metric measures of a usual child; one that is not known, a fraction. */
export const usualMetric = (name: string): fc.Arbitrary<FiniteNumber> =>
  (usual.get(name) ?? fraction).map(finite)

/** Metrics of usual children, all of the names measured; default those that mean the same everywhere. */
export const usualMetrics = (names: ReadonlyArray<string> = metricNames): fc.Arbitrary<Metrics> =>
  fc.record(Object.fromEntries(names.map((name) => [name, usualMetric(name)])), {
    noNullPrototype: true,
  })

/**
 * Metrics as a trainer might give them at its worst: 0, 1, tiny, huge, missing. They shrink towards
 * few metrics and small numbers.
 *
 * @example
 * import * as fc from 'fast-check'
 * import { accuracy } from 'rxnas'
 * import { startContext } from 'rxnas/reward'
 * import { metrics } from 'rxnas/testing'
 *
 * fc.assert(
 *   fc.property(metrics(), (measured) => {
 *     const judged = accuracy.ofMetrics(measured, startContext)
 *     return (judged._tag === 'Right') === (measured.accuracy !== undefined)
 *   }),
 * )
 */
export const metrics = (names: ReadonlyArray<string> = metricNames): fc.Arbitrary<Metrics> =>
  fc.record(
    Object.fromEntries(names.map((name) => [name, (edges.get(name) ?? anyNumber).map(finite)])),
    { noNullPrototype: true, requiredKeys: [] },
  )
