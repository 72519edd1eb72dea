import * as E from 'fp-ts/lib/Either.js'
import {
  badMetrics,
  type Measurement,
  type TrainingError,
  type TrainingProgress,
} from '../../core.ts'

/** What a line of a command's output says: a JSON object, or what would be one and is broken. */
export type Line =
  | { readonly _tag: 'Object'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly _tag: 'Broken'; readonly text: string }

/** Reads a line of a command's output; `undefined` for any text that does not begin as an object. */
export const readLine = (text: string): Line | undefined => {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{')) return undefined
  try {
    // It begins with a brace, so what it parses to is an object.
    return { _tag: 'Object', value: JSON.parse(trimmed) as Readonly<Record<string, unknown>> }
  } catch {
    return { _tag: 'Broken', text: trimmed.slice(0, 200) }
  }
}

const isNumber = (u: unknown): u is number => typeof u === 'number'

/** A line with a `step` is progress: its other numbers are metrics. */
export const progressOf = (line: Line): TrainingProgress | undefined => {
  if (line._tag === 'Broken') return undefined
  const { step, steps, ...others } = line.value
  if (!isNumber(step)) return undefined
  return {
    _tag: 'Progress',
    step,
    ...(isNumber(steps) ? { steps } : {}),
    metrics: Object.fromEntries(
      Object.entries(others).filter((entry): entry is [string, number] => isNumber(entry[1])),
    ),
  }
}

/** The metrics of the last line that is an object. */
export const metricsOf = (last: Line | undefined): E.Either<TrainingError, Measurement> => {
  if (last === undefined)
    return E.left(
      badMetrics(
        'The command printed no metrics. Let its last line of standard output be a JSON object, such as {"accuracy": 0.9}.',
      ),
    )
  if (last._tag === 'Broken')
    return E.left(
      badMetrics(
        `The command's last line of metrics is no JSON: ${last.text}. JSON has no NaN or Infinity, and its names stand in double quotes.`,
      ),
    )
  // Whether each is a number is checked by whoever reads the measurement.
  return E.right(last.value as Measurement)
}
