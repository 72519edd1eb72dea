/** How a network stands beside a plain baseline on the same test examples. */
export interface BaselineComparison {
  readonly baseline: 'constant' | 'linear'
  /** What is compared: the larger is the better. */
  readonly metric: 'accuracy' | 'r2'
  readonly network: number
  readonly reached: number
  /** A difference up to this is no difference. */
  readonly margin: number
  readonly verdict: 'better' | 'equal' | 'worse'
}

/** A difference of r2 that is no reason to prefer one model. */
const marginOfR2 = 0.005

const verdictOf = (difference: number, margin: number): BaselineComparison['verdict'] =>
  difference > margin ? 'better' : difference < -margin ? 'worse' : 'equal'

/** The standard error of an accuracy that was measured on so many examples. */
const standardError = (accuracy: number, count: number): number =>
  Math.sqrt((accuracy * (1 - accuracy)) / count)

/**
 * Compares a network with the baselines that it was measured beside, by the names of a final
 * training's metrics: `testAccuracy` with `constantAccuracy` and `linearAccuracy`, or `testR2` with
 * `constantR2` and `linearR2`. An accuracy within one standard error of the baseline's is equal to it.
 * A network that is not better than a baseline is not worth its cost: take the baseline.
 *
 * @returns a comparison for each baseline that was measured
 * @example
 * import { compareToBaselines } from 'rxnas/analysis'
 *
 * const [linear] = compareToBaselines({ testR2: 0.91, linearR2: 0.99 })
 * console.log(linear?.verdict) // worse
 */
export const compareToBaselines = (
  metrics: Readonly<Record<string, number>>,
): ReadonlyArray<BaselineComparison> =>
  (['Accuracy', 'R2'] as const).flatMap((name) =>
    (['constant', 'linear'] as const).flatMap((baseline): ReadonlyArray<BaselineComparison> => {
      const [network, reached] = [metrics[`test${name}`], metrics[`${baseline}${name}`]]
      if (network === undefined || reached === undefined) return []
      const margin =
        name === 'R2' ? marginOfR2 : standardError(reached, metrics['testExamples'] ?? Infinity)
      const verdict = verdictOf(network - reached, margin)
      const metric = name === 'R2' ? 'r2' : 'accuracy'
      return [{ baseline, metric, network, reached, margin, verdict }]
    }),
  )
