import { counted } from '../../common/index.ts'
import { type Comparison, type Interval } from '../../core.ts'

const four = (value: number): string => value.toFixed(4)

const showInterval = ({ low, high, confidence }: Interval, show = four): string =>
  Number.isFinite(low) && Number.isFinite(high)
    ? `${String(confidence * 100)} % interval ${show(low)} to ${show(high)}`
    : 'too few to tell more'

const two = (value: number): string => value.toFixed(2)

const verdicts = {
  Better: (name: string) => `the search beat ${name}`,
  Worse: (name: string) => `the search did worse than ${name}`,
  CannotTell: (name: string) => `cannot tell whether the search beat ${name}`,
} as const

/** A search beside its baseline, or another search, in lines for a person. */
const renderComparison = (
  { verdict, episodes, architectures, upperTail, best, mean, area }: Comparison,
  name: string,
): ReadonlyArray<string> => [
  `beside   ${name}: ${counted(episodes.baseline, 'episode')} of ${architectures.baseline} architectures, the search ${episodes.search} of ${architectures.search}`,
  `  best   ${four(best.search)}, ${name} ${four(best.baseline)}${
    best.reached === undefined
      ? ''
      : ` (the search had that after ${counted(best.reached, 'episode')})`
  }; chance of ${name} to reach the search's in ${counted(episodes.search, 'episode')}: ${two(best.chance.estimate)} (${showInterval(best.chance, two)})`,
  `  area   ${four(area.search)} under the curve of the best so far, ${name} ${four(area.baseline)}`,
  `  mean   ${four(mean.search)}, ${name} ${four(mean.baseline)}: difference ${four(mean.difference)} (${showInterval(mean.interval)})`,
  `  top    ${upperTail.search} of the ${upperTail.total} best architectures of both are the search's: share ${two(upperTail.share)} (${showInterval(upperTail.interval, two)}; alike is 0.50)`,
  `verdict  ${verdicts[verdict](name)}, by the share of the best architectures in this one pair of runs`,
]

/** A comparison, and in what else the two differ. */
export const renderCompared = (
  comparison: Comparison,
  baseline: string,
  differences: ReadonlyArray<string>,
): ReadonlyArray<string> => [
  ...renderComparison(comparison, baseline),
  ...(differences.length === 0 ? [] : [`note     they differ in ${differences.join(', ')} too`]),
]
