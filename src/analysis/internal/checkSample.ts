import { checkOptions, type OptionCheck } from '../../common/index.ts'

const confidenceCheck: OptionCheck = {
  takes: 'a number between 0 and 1',
  holds: (value) => typeof value === 'number' && value > 0 && value < 1,
}

/** Checks the confidence of an interval. */
export const checkConfidence = (call: string, confidence: number): void => {
  checkOptions(call, { confidence }, { confidence: confidenceCheck })
}

/** Checks that a sample holds something. */
export const checkNotEmpty = (
  call: string,
  ...samples: ReadonlyArray<ReadonlyArray<unknown>>
): void => {
  if (samples.some(({ length }) => length === 0))
    throw new RangeError(`${call} takes samples of one or more, and one is empty.`)
}
