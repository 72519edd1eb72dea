/** The sizes that the cost of a 1-D convolution follows from. */
export interface Conv1dSizes {
  readonly time: number
  readonly batch: number
  readonly window: number
  readonly inputs: number
  readonly outputs: number
}

/** How a 1-D convolution is computed. */
export type Conv1dMethod = 'stacked' | 'direct' | 'fourier'

/** The next length from `least` on that is a product of 2, 3, 5 and 7, and even. */
export const fourierLength = (least: number): number => {
  const smooth = (n: number): boolean => {
    let rest = n
    for (const prime of [2, 3, 5, 7]) while (rest % prime === 0) rest /= prime
    return rest === 1
  }
  let length = least + (least % 2)
  while (!smooth(length)) length += 2
  return length
}

/** Steps that the windows reach beyond the end: those before the start are fewer, or as many. */
const reachAfter = (window: number): number => Math.ceil((window - 1) / 2)

/** The length that a convolution is transformed at: the filter fits, and no window wraps around. */
export const transformLength = ({ time, window }: Conv1dSizes): number =>
  fourierLength(Math.max(window, time + reachAfter(window)))

/**
 * Nanoseconds of one core, measured once on an AVX2 machine: a multiply-add of a matrix product, a
 * number transformed there or back (with its transpositions), a complex multiply-add. Never measured
 * anew: a choice by the day's timing would give another journal for the same seed.
 */
const nanoseconds = { multiplyAdd: 0.025, transformed: 5.2, complexMultiplyAdd: 0.2 }

/**
 * How to compute a convolution's output and both gradients cheapest. One input channel: shifted
 * copies stacked and one matrix product. More: products over the window, or over frequencies.
 */
export const conv1dMethod = (sizes: Conv1dSizes): Conv1dMethod => {
  const { time, batch, window, inputs, outputs } = sizes
  if (inputs === 1) return 'stacked'
  const direct = 3 * time * batch * window * inputs * outputs * nanoseconds.multiplyAdd
  const length = transformLength(sizes)
  const fourier =
    2 * length * (batch * (inputs + outputs) + inputs * outputs) * nanoseconds.transformed +
    3 * (length / 2) * batch * inputs * outputs * nanoseconds.complexMultiplyAdd
  return fourier < direct ? 'fourier' : 'direct'
}
