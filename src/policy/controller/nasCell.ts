/** Weights of a NASCell, row-major; the eight column blocks of each are the cell's eight gates. */
export interface NasCell {
  readonly units: number
  /** [inputs, 8 * units] */
  readonly kernel: Float32Array
  /** [units, 8 * units] */
  readonly recurrent: Float32Array
  /** [8 * units], on the recurrent side; absent from a cell without bias. */
  readonly bias?: Float32Array | undefined
}

/** Where the gradients of a cell's weights are summed up, of the weights' shapes. */
export type NasCellGradients = NasCell

/** The state between two steps: the cell and the output, each [units]. */
export interface NasCellState {
  readonly c: Float64Array
  readonly m: Float64Array
}

/** One step of the cell with all that its gradient needs. */
export interface NasCellStep extends NasCellState {
  readonly input: Float64Array
  readonly before: NasCellState
  /** input x kernel and m x recurrent + bias, each [8 * units]. */
  readonly fromInput: Float64Array
  readonly fromState: Float64Array
}

/** The state before the first step. */
export const zeroState = (units: number): NasCellState => ({
  c: new Float64Array(units),
  m: new Float64Array(units),
})

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const relu = (x: number): number => (x > 0 ? x : 0)

/** x [rows] times a row-major matrix [rows, columns], added to `out` [columns]. */
const addProduct = (x: Float64Array, matrix: Float32Array, out: Float64Array): void => {
  const columns = out.length
  for (let i = 0; i < x.length; i++) {
    const xi = x[i] ?? 0
    if (xi === 0) continue
    for (let j = 0, at = i * columns; j < columns; j++, at++)
      out[j] = (out[j] ?? 0) + xi * (matrix[at] ?? 0)
  }
}

interface Gates {
  readonly g: readonly [number, number, number, number, number, number, number, number]
  readonly p0: number
  readonly p1: number
  readonly p2: number
  readonly p3: number
  readonly q: number
  readonly r: number
}

/** The gates of unit `j`: the search-found graph of sigmoids, tanhs, relus, sums and products. */
const gatesOf = (x: Float64Array, m: Float64Array, c: number, units: number, j: number): Gates => {
  const sum = (k: number): number => (x[k * units + j] ?? 0) + (m[k * units + j] ?? 0)
  const g = [
    sigmoid(sum(0)),
    relu(sum(1)),
    sigmoid(sum(2)),
    relu((x[3 * units + j] ?? 0) * (m[3 * units + j] ?? 0)),
    Math.tanh(sum(4)),
    sigmoid(sum(5)),
    Math.tanh(sum(6)),
    sigmoid(sum(7)),
  ] as const
  const p0 = Math.tanh(g[0] * g[1])
  const p1 = Math.tanh(g[2] + g[3])
  const p2 = Math.tanh(g[4] * g[5])
  const p3 = sigmoid(g[6] + g[7])
  return { g, p0, p1, p2, p3, q: Math.tanh(p0 + c), r: Math.tanh(p2 + p3) }
}

/**
 * One step of the NASCell, computed in double precision on single-precision weights.
 *
 * Source: Zoph and Le, "Neural Architecture Search with Reinforcement Learning" (2017), figure 8,
 * with the bias where TensorFlow Addons puts it.
 *
 * @param input - [inputs]
 */
export const nasCellStep = (
  { units, kernel, recurrent, bias }: NasCell,
  input: Float64Array,
  before: NasCellState,
): NasCellStep => {
  const fromInput = new Float64Array(8 * units)
  const fromState = new Float64Array(8 * units)
  if (bias !== undefined) fromState.set(bias)
  addProduct(input, kernel, fromInput)
  addProduct(before.m, recurrent, fromState)
  const c = new Float64Array(units)
  const m = new Float64Array(units)
  for (let j = 0; j < units; j++) {
    const { p1, q, r } = gatesOf(fromInput, fromState, before.c[j] ?? 0, units, j)
    const cj = q * p1
    c[j] = cj
    m[j] = Math.tanh(cj * r)
  }
  return { c, m, input, before, fromInput, fromState }
}

/** Adds x [rows] times d [columns], an outer product, to a row-major matrix of gradients. */
const addOuter = (x: Float64Array, d: Float64Array, out: Float32Array): void => {
  const columns = d.length
  for (let i = 0; i < x.length; i++) {
    const xi = x[i] ?? 0
    if (xi === 0) continue
    for (let j = 0, at = i * columns; j < columns; j++, at++)
      out[at] = (out[at] ?? 0) + xi * (d[j] ?? 0)
  }
}

/** A row-major matrix [rows, columns] times d [columns]. */
const productTransposed = (matrix: Float32Array, d: Float64Array, rows: number): Float64Array => {
  const columns = d.length
  const out = new Float64Array(rows)
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let j = 0, at = i * columns; j < columns; j++, at++) sum += (matrix[at] ?? 0) * (d[j] ?? 0)
    out[i] = sum
  }
  return out
}

/** The gradient of a loss with regard to what went into a step. */
export interface NasCellBackward {
  readonly dInput: Float64Array
  readonly dBefore: NasCellState
}

/**
 * Back-propagates through one step: given the loss's gradient with regard to the step's `c` and
 * `m`, adds that of the weights to `gradients` and gives that of the input and the state before.
 */
export const nasCellBackward = (
  cell: NasCell,
  step: NasCellStep,
  after: NasCellState,
  gradients: NasCellGradients,
): NasCellBackward => {
  const { units } = cell
  const { fromInput: x, fromState: h, before, input } = step
  const dX = new Float64Array(8 * units)
  const dH = new Float64Array(8 * units)
  const dcBefore = new Float64Array(units)
  for (let j = 0; j < units; j++) {
    const { g, p0, p1, p2, p3, q, r } = gatesOf(x, h, before.c[j] ?? 0, units, j)
    const [g0, g1, g2, g3, g4, g5, g6, g7] = g
    const m = step.m[j] ?? 0
    const dz = (after.m[j] ?? 0) * (1 - m * m)
    const dc = (after.c[j] ?? 0) + dz * r
    const dq = dc * p1 * (1 - q * q)
    const dr = dz * (step.c[j] ?? 0) * (1 - r * r)
    dcBefore[j] = dq
    const d01 = dq * (1 - p0 * p0)
    const d23 = dc * q * (1 - p1 * p1)
    const d45 = dr * (1 - p2 * p2)
    const d67 = dr * p3 * (1 - p3)
    const d3 = g3 > 0 ? d23 : 0
    const both = [
      d01 * g1 * g0 * (1 - g0),
      g1 > 0 ? d01 * g0 : 0,
      d23 * g2 * (1 - g2),
      0,
      d45 * g5 * (1 - g4 * g4),
      d45 * g4 * g5 * (1 - g5),
      d67 * (1 - g6 * g6),
      d67 * g7 * (1 - g7),
    ]
    both.forEach((d, k) => {
      dX[k * units + j] = d
      dH[k * units + j] = d
    })
    dX[3 * units + j] = d3 * (h[3 * units + j] ?? 0)
    dH[3 * units + j] = d3 * (x[3 * units + j] ?? 0)
  }
  addOuter(input, dX, gradients.kernel)
  addOuter(before.m, dH, gradients.recurrent)
  const { bias } = gradients
  if (bias !== undefined) dH.forEach((d, i) => (bias[i] = (bias[i] ?? 0) + d))
  return {
    dInput: productTransposed(cell.kernel, dX, input.length),
    dBefore: { c: dcBefore, m: productTransposed(cell.recurrent, dH, units) },
  }
}
