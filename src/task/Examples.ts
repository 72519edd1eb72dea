import { checkOptions, type OptionCheck, wholeNumber } from '../common/index.ts'
import { type Task } from './Task.ts'

/** Labelled examples outside any tensor: bytes stay bytes until they are used. */
export interface Examples {
  readonly count: number
  /** Shape of one example, such as [28, 28, 1]. */
  readonly shape: ReadonlyArray<number>
  /** The examples' values one after another. */
  readonly values: Uint8Array | Float32Array
  /** What a value is multiplied by: 1/255 for bytes of an image. */
  readonly scale: number
  /** The class of each example, from 0; or its number. */
  readonly labels: Uint8Array | Int32Array | Float32Array
}

/** The three parts of a data set. The test part is used once, for the final report. */
export interface Splits {
  readonly train: Examples
  readonly validation: Examples
  readonly test: Examples
  readonly task: Task
  /** What one unit of a scaled label stands for in the data, where labels are numbers. */
  readonly labelScale?: number
}

/** The examples `from` to `to` (exclusive) of a set, sharing its memory. */
export const sliceExamples = (
  { shape, values, labels, ...rest }: Examples,
  from: number,
  to: number,
): Examples => {
  const size = shape.reduce((a, b) => a * b, 1)
  return {
    ...rest,
    shape,
    count: to - from,
    values: values.subarray(from * size, to * size),
    labels: labels.subarray(from, to),
  }
}

const takenCheck: OptionCheck = {
  takes: 'a whole number of 1 or more, or Infinity,',
  holds: (value) => value === Infinity || wholeNumber(1).holds(value),
}

/** The first `count` examples of a set, or all where it has no more. */
export const take = (count: number): ((examples: Examples) => Examples) => {
  checkOptions('take()', { count }, { count: takenCheck })
  return (examples) => sliceExamples(examples, 0, Math.min(count, examples.count))
}
