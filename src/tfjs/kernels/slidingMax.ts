import { type RawOps, rowsOf } from './rawOps.ts'
import type * as tf from '@tensorflow/tfjs'

/** How far a window of SAME padding reaches before and after its place, at stride 1. */
export interface Reach {
  readonly before: number
  readonly after: number
}

/** The reach of a window over so many steps; what lies outside them all is left out. */
export const reachOf = (window: number, steps: number): Reach => {
  const before = Math.floor((window - 1) / 2)
  return {
    before: Math.min(before, steps - 1),
    after: Math.min(window - 1 - before, steps - 1),
  }
}

/** Below every activation, and finite, so that differences are no NaN. */
const lowest = -3e38

/** A doubling: maximums of windows of `size`, and how far apart the two are that it joins. */
interface Doubling {
  /** Windows so wide begin at each row of its input. */
  readonly size: number
  readonly shift: number
}

/** Widens windows of one step to a width, doubling them; the last two overlap where they must. */
const doublings = (width: number): ReadonlyArray<Doubling> => {
  const steps: Array<Doubling> = []
  for (let size = 1; size < width;) {
    const shift = Math.min(size, width - size)
    steps.push({ size, shift })
    size += shift
  }
  return steps
}

/** What the gradient of {@link slidingMax} needs: the input of each doubling. */
export interface SlidingMax {
  readonly result: tf.Tensor
  readonly inputs: ReadonlyArray<tf.Tensor>
}

/**
 * The maximums [steps, numbers] of windows at stride 1 over the rows [steps, numbers], by
 * log2(window) maximums of shifted rows.
 */
export const slidingMax = (raw: RawOps, x: tf.Tensor, { before, after }: Reach): SlidingMax => {
  const inputs: Array<tf.Tensor> = []
  let result = raw.padRows(x, before, after, lowest)
  for (const { shift } of doublings(before + after + 1)) {
    const rows = rowsOf(result)
    const first = raw.rows(result, 0, rows - shift)
    const second = raw.rows(result, shift, rows)
    inputs.push(result)
    result = raw.maximum(first, second)
    first.dispose()
    second.dispose()
  }
  return { result, inputs }
}

/**
 * The gradient of {@link slidingMax} by its rows. It goes to one winner a window, the earliest of the
 * largest, as in TensorFlow's MaxPoolGrad. At each doubling the second of two rows wins where it is
 * above the first: what it gets is `ReluGrad(gradient, second - first)`, the first gets the rest.
 */
export const slidingMaxGrad = (
  raw: RawOps,
  inputs: ReadonlyArray<tf.Tensor>,
  gradient: tf.Tensor,
  { before, after }: Reach,
): tf.Tensor => {
  const steps = rowsOf(gradient)
  // Rows of the padded input are counted from its first: those of `x` are [before, before + steps).
  const end = before + steps
  let top = gradient
  // Rows `from` to `to` of a level's gradient are in `top`; the others are 0 or wanted by no one.
  let [from, to] = [0, steps]
  const levels = doublings(before + after + 1)
  for (let i = levels.length - 1; i >= 0; i--) {
    const { size, shift } = levels[i] ?? { size: 1, shift: 1 }
    const input = inputs[i]
    if (input === undefined) throw new Error('a doubling without its input')
    const first = raw.rows(input, from, to)
    const second = raw.rows(input, from + shift, to + shift)
    const lead = raw.sub(second, first)
    const toSecond = raw.reluGrad(top, lead)
    lead.dispose()
    const toFirst = raw.sub(top, toSecond)
    first.dispose()
    second.dispose()
    if (top !== gradient) top.dispose()
    const [wantedFrom, wantedTo] = [Math.max(0, before - (size - 1)), Math.min(rowsOf(input), end)]
    const middle = [Math.max(from + shift, wantedFrom), Math.min(to, wantedTo)] as const
    const parts: Array<tf.Tensor> = []
    if (wantedFrom < middle[0]) parts.push(raw.rows(toFirst, wantedFrom - from, middle[0] - from))
    // A doubling shifts by fewer rows than there are steps, so some rows get from both.
    const own = raw.rows(toFirst, middle[0] - from, middle[1] - from)
    const shifted = raw.rows(toSecond, middle[0] - shift - from, middle[1] - shift - from)
    parts.push(raw.add(own, shifted))
    own.dispose()
    shifted.dispose()
    if (middle[1] < wantedTo)
      parts.push(raw.rows(toSecond, middle[1] - shift - from, wantedTo - shift - from))
    const [only] = parts
    top = parts.length === 1 && only !== undefined ? only : raw.concat(parts, 0)
    toFirst.dispose()
    toSecond.dispose()
    if (parts.length > 1) for (const part of parts) part.dispose()
    ;[from, to] = [wantedFrom, wantedTo]
  }
  return top
}
