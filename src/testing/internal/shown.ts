import { type Metrics } from '../../core.ts'

const fewestDigits = 4
const mostDigits = 17

const inDigits = (value: number, digits: number): string =>
  String(Number(value.toPrecision(digits)))

/** A number in the digits that matter to a person. */
export const shownNumber = (value: number): string => inDigits(value, 12)

/** Two numbers in as few digits as tell them apart. */
export const shownApart = (a: number, b: number): readonly [string, string] => {
  for (let digits = fewestDigits; digits < mostDigits; digits++)
    if (a === b || inDigits(a, digits) !== inDigits(b, digits))
      return [inDigits(a, digits), inDigits(b, digits)]
  return [String(a), String(b)]
}

/** Metrics as `accuracy 0.5, flops 2`. */
export const shownMetrics = (metrics: Metrics): string =>
  Object.entries(metrics)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${shownNumber(value)}`]))
    .join(', ') || 'no metrics'

/** What a search had before, as the beginning of a sentence; nothing of a search that begins. */
export const shownHistory = (history: ReadonlyArray<Metrics>): string =>
  history.length === 0 ? '' : `after ${history.map(shownMetrics).join('; ')}: `
