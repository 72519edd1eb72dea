import { type Splits } from '../task/index.ts'
import { type CodedLabels } from './codeLabels.ts'
import { describeRange } from './describeRange.ts'
import { extremesOf } from './meanAndDeviation.ts'

const mostNamed = 12

/** What is predicted, in lines for a person. */
export const describeTarget = (
  name: string,
  { code, counts, values }: CodedLabels,
): ReadonlyArray<string> => {
  if (code._tag === 'Number') {
    const [low, high] = extremesOf(values.length, (row) => values[row] ?? NaN)
    return [`predicts ${name}: a number from ${describeRange(low, high)} (regression)`]
  }
  const named = code.names.slice(0, mostNamed).map((label, i) => `${label} ${counts[i] ?? 0}`)
  const more = code.names.length > mostNamed ? ', ...' : ''
  return [
    `predicts ${name}: ${code.names.length} classes (classification)`,
    `  ${named.join(', ')}${more}`,
  ]
}

/** How a data set is split, in a line for a person. */
export const describeSplit = ({ train, validation, test, task }: Splits): ReadonlyArray<string> => [
  `examples of ${task.input.join(' x ')} ${task.input.join() === '1' ? 'number' : 'numbers'}: ${train.count} train, ${validation.count} validate, ${test.count} test`,
]
