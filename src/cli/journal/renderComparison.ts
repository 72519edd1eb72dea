import { type Comparison, type Interval } from '../../index.ts'

const four = (value: number): string => value.toFixed(4)

const showInterval = ({ low, high, confidence }: Interval, show = four): string =>
  Number.isFinite(low) && Number.isFinite(high)
    ? `${String(confidence * 100)} % interval ${show(low)} to ${show(high)}`
    : 'too few to tell more'

const counted = (episodes: number): string => `${episodes} episode${episodes === 1 ? '' : 's'}`

const two = (value: number): string => value.toFixed(2)

const verdicts = {
  Better: (name: string) => `the search beat ${name}`,
  Worse: (name: string) => `the search did worse than ${name}`,
  CannotTell: (name: string) => `cannot tell whether the search beat ${name}`,
} as const

/** A search beside its baseline, or another search, in lines for a person. */
export const renderComparison = (
  { verdict, episodes, architectures, top, best, mean, area }: Comparison,
  name: string,
): ReadonlyArray<string> => [
  `beside   ${name}: ${counted(episodes.theirs)} of ${architectures.theirs} architectures, the search ${episodes.ours} of ${architectures.ours}`,
  `  best   ${four(best.ours)}, ${name} ${four(best.theirs)}${
    best.reached === undefined ? '' : ` (the search had that after ${counted(best.reached)})`
  }; chance of ${name} to reach the search's in ${counted(episodes.ours)}: ${two(best.chance.estimate)} (${showInterval(best.chance, two)})`,
  `  area   ${four(area.ours)} under the curve of the best so far, ${name} ${four(area.theirs)}`,
  `  mean   ${four(mean.ours)}, ${name} ${four(mean.theirs)}: difference ${four(mean.difference)} (${showInterval(mean.interval)})`,
  `  top    ${top.ours} of the ${top.of} best architectures of both are the search's: share ${two(top.share)} (${showInterval(top.interval, two)}; alike is 0.50)`,
  `verdict  ${verdicts[verdict](name)}, by the share of the best architectures in this one pair of runs`,
]
