import * as tf from '@tensorflow/tfjs'
import { type Conv1dMethod, conv1dMethod, type Conv1dSizes, transformLength } from './conv1dCost.ts'
import { type NativeBackend, nativeBackend } from './native.ts'
import { type RawOps, rawOps } from './rawOps.ts'

/** {@link conv1d} as tfjs composes it. */
export const conv1dPlain = (x: tf.Tensor3D, filter: tf.Tensor3D): tf.Tensor3D =>
  tf.tidy(() =>
    tf
      .conv2d(x.expandDims<tf.Tensor4D>(0), filter.expandDims<tf.Tensor4D>(1), 1, 'same')
      .squeeze<tf.Tensor3D>([0]),
  )

/** An output, what its gradients need of it, and the gradients by input (where wanted) and filter. */
interface Computation {
  readonly result: tf.Tensor
  readonly kept: ReadonlyArray<tf.Tensor>
  readonly gradients: (
    gradient: tf.Tensor,
    kept: ReadonlyArray<tf.Tensor>,
    wantInput: boolean,
  ) => { readonly input?: tf.Tensor; readonly filter: tf.Tensor }
}

type Compute = (raw: RawOps, x: tf.Tensor, filter: tf.Tensor, sizes: Conv1dSizes) => Computation

const missing = (): never => {
  throw new Error('a gradient without what was kept for it')
}

const beforeOf = (window: number): number => Math.floor((window - 1) / 2)

/**
 * Shifted copies of the one channel are the rows of a matrix [window, time * batch]. A bias is one
 * more weight, of a row of ones.
 */
const stacked: Compute = (raw, x, filter, { time, batch, window, outputs }) => {
  const before = beforeOf(window)
  const [rows] = filter.shape
  const padded = raw.padRows(
    raw.reshape(x, [time * batch]),
    before * batch,
    (window - 1 - before) * batch,
    0,
  )
  const copies = Array.from({ length: window }, (_, i) =>
    raw.rows(padded, i * batch, (i + time) * batch),
  )
  if (rows > window) copies.push(tf.ones([time * batch]))
  const matrix = raw.reshape(raw.concat(copies, 0), [rows, time * batch])
  const weights = raw.reshape(filter, [rows, outputs])
  return {
    result: raw.reshape(raw.matMul(matrix, weights, { a: true }), [time, batch, outputs]),
    kept: [matrix, weights],
    gradients: (gradient, [shifted = missing(), w = missing()], wantInput) => {
      const ofOutputs = raw.reshape(gradient, [time * batch, outputs])
      const ofFilter = raw.reshape(raw.matMul(shifted, ofOutputs), [rows, 1, outputs])
      if (!wantInput) return { filter: ofFilter }
      const full = raw.convolutionInputGrad(
        [1, time + window - 1, batch, 1],
        raw.reshape(raw.rows(w, 0, window), [window, 1, 1, outputs]),
        raw.reshape(gradient, [1, time, batch, outputs]),
      )
      return {
        input: raw.rows(raw.reshape(full, [time + window - 1, batch, 1]), before, before + time),
        filter: ofFilter,
      }
    },
  }
}

/**
 * A convolution is the input gradient of one with the filter turned around, and that kernel is the
 * quicker one where the batch lies inside time. All of its rows are computed, of which SAME padding
 * wants those in the middle.
 */
const direct: Compute = (raw, x, filter, { time, batch, window, inputs, outputs }) => {
  const before = beforeOf(window)
  const after = window - 1 - before
  const full = (y: tf.Tensor, weights: tf.Tensor, to: number): tf.Tensor =>
    raw.reshape(
      raw.convolutionInputGrad(
        [1, time + window - 1, batch, to],
        weights,
        raw.reshape(y, [1, time, batch, y.shape[2] ?? 1]),
      ),
      [time + window - 1, batch, to],
    )
  const turned = tf.tidy(() => tf.reverse(filter, 0).transpose([0, 2, 1]).expandDims(1))
  return {
    result: raw.rows(full(x, turned, outputs), after, after + time),
    kept: [x, filter],
    gradients: (gradient, [input = missing(), weights = missing()], wantInput) => {
      const padded = raw.padRows(input, before, after, 0)
      const copies = Array.from({ length: window }, (_, i) => raw.rows(padded, i, i + time))
      const columns = raw.concat(copies, 2)
      tf.dispose(copies)
      padded.dispose()
      const ofFilter = raw.matMul(
        raw.reshape(columns, [time * batch, window * inputs]),
        raw.reshape(gradient, [time * batch, outputs]),
        { a: true },
      )
      columns.dispose()
      return {
        filter: raw.reshape(ofFilter, [window, inputs, outputs]),
        ...(wantInput
          ? {
              input: raw.rows(
                full(gradient, raw.reshape(weights, [window, 1, inputs, outputs]), inputs),
                before,
                before + time,
              ),
            }
          : {}),
      }
    },
  }
}

/**
 * By the convolution theorem: a product of small matrices at each frequency. The input stands
 * `before` rows late in its padding, so that the correlation with the filter begins at row 0.
 *
 * Source: Mathieu, Henaff and LeCun, "Fast training of convolutional networks through FFTs" (2014).
 */
const fourier: Compute = (raw, x, filter, sizes) => {
  const { time, window, inputs, outputs } = sizes
  const before = beforeOf(window)
  const length = transformLength(sizes)
  const frequencies = length / 2 + 1
  /** [time, ...] to [frequencies, ...], of which one transform is a column. */
  const there = (y: tf.Tensor, late: number): tf.Tensor => {
    const [steps = 0, a = 1, b = 1] = y.shape
    const padded = raw.padRows(raw.reshape(y, [steps, a * b]), late, length - steps - late, 0)
    const columns = raw.transpose(padded, [1, 0])
    padded.dispose()
    const transformed = raw.rfft(columns, length)
    columns.dispose()
    const rows = raw.transposeComplex(transformed, [1, 0])
    transformed.dispose()
    const result = raw.reshapeComplex(rows, [frequencies, a, b])
    rows.dispose()
    return result
  }
  /** [frequencies, a, b] to rows of [length, a, b]. */
  const back = (y: tf.Tensor, from: number, to: number): tf.Tensor => {
    const [, a = 1, b = 1] = y.shape
    const rows = raw.reshapeComplex(y, [frequencies, a * b])
    const columns = raw.transposeComplex(rows, [1, 0])
    rows.dispose()
    const transformed = raw.irfft(columns, length)
    columns.dispose()
    const steps = raw.transpose(transformed, [1, 0])
    transformed.dispose()
    return raw.rows(raw.reshape(steps, [length, a, b]), from, to)
  }
  const turned = raw.transpose(filter, [0, 2, 1])
  const spectrum = there(x, before)
  const weights = there(turned, 0)
  const product = raw.matMulComplex(spectrum, weights, { b: true })
  const result = back(product, 0, time)
  product.dispose()
  return {
    result,
    kept: [spectrum, weights],
    gradients: (gradient, [input = missing(), w = missing()], wantInput) => {
      const g = there(gradient, 0)
      const ofFilter = raw.transpose(
        back(raw.matMulComplex(g, input, { a: true }), 0, window),
        [0, 2, 1],
      )
      return {
        filter: raw.reshape(ofFilter, [window, inputs, outputs]),
        ...(wantInput ? { input: back(raw.matMulComplex(g, w), before, before + time) } : {}),
      }
    },
  }
}

const methods: Readonly<Record<Conv1dMethod, Compute>> = { stacked, direct, fourier }

/** Options of {@link conv1d}. */
export interface Conv1dOptions {
  /** Whether the input is data, which nothing is differentiated by. */
  readonly ofData?: boolean
  /** How to compute it; default what {@link conv1dMethod} chooses. */
  readonly method?: Conv1dMethod
}

const apply = (
  native: NativeBackend,
  x: tf.Tensor3D,
  filter: tf.Tensor3D,
  sizes: Conv1dSizes,
  method: Conv1dMethod,
  ofData: boolean,
): tf.Tensor3D => {
  const raw = rawOps(native)
  const run = (input: tf.Tensor, weights: tf.Tensor, save: tf.GradSaveFunc) => {
    const { result, kept, gradients } = methods[method](raw, input, weights, sizes)
    save([...kept])
    return {
      value: result,
      gradFunc: (gradient: tf.Tensor, saved: Array<tf.Tensor>) => {
        const by = gradients(gradient, saved, !ofData)
        return ofData ? [by.filter] : [by.input ?? missing(), by.filter]
      },
    }
  }
  // tfjs passes the tensors that the function is called with, and what keeps others.
  return (
    ofData
      ? tf.customGrad((...args) => {
          const [weights, save] = args as unknown as [tf.Tensor, tf.GradSaveFunc]
          return run(x, weights, save)
        })(filter)
      : tf.customGrad((...args) => {
          const [input, weights, save] = args as unknown as [tf.Tensor, tf.Tensor, tf.GradSaveFunc]
          return run(input, weights, save)
        })(x, filter)
  ) as tf.Tensor3D
}

/**
 * A convolution over time (stride 1, SAME) of [time, batch, channels] by a filter [window, inputs,
 * outputs]: [time, batch, outputs].
 */
export const conv1d = (
  x: tf.Tensor3D,
  filter: tf.Tensor3D,
  { ofData = false, method }: Conv1dOptions = {},
): tf.Tensor3D => {
  const native = nativeBackend()
  if (native === undefined) return conv1dPlain(x, filter)
  const [time, batch, inputs] = x.shape
  const [window, , outputs] = filter.shape
  const sizes = { time, batch, window, inputs, outputs }
  return apply(native, x, filter, sizes, method ?? conv1dMethod(sizes), ofData)
}

/** {@link conv1d} of data with one channel, and a bias added, which then costs nothing. */
export const conv1dOfSignal = (
  x: tf.Tensor3D,
  filter: tf.Tensor3D,
  bias: tf.Tensor1D,
): tf.Tensor3D => {
  const native = nativeBackend()
  if (native === undefined) return conv1dPlain(x, filter).add(bias)
  const [time, batch, inputs] = x.shape
  const [window, , outputs] = filter.shape
  const sizes = { time, batch, window, inputs, outputs }
  const weights = tf.concat([filter, bias.reshape<tf.Tensor3D>([1, 1, outputs])])
  return apply(native, x, weights, sizes, 'stacked', true)
}
