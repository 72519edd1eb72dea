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
  /** What {@link gatesInto} came to, one unit after another. */
  readonly gates: Float64Array
}

/** The state before the first step. */
export const zeroState = (units: number): NasCellState => ({
  c: new Float64Array(units),
  m: new Float64Array(units),
})

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))
const relu = (x: number): number => (x > 0 ? x : 0)

/** x [rows] times a row-major matrix [rows, columns], added to `out` [columns]. */
export const addProduct = (x: Float64Array, matrix: Float32Array, out: Float64Array): void => {
  const columns = out.length
  let i = 0
  // Four rows at a time: a sum is read and written once for them.
  for (; i + 3 < x.length; i += 4) {
    const [x0 = 0, x1 = 0, x2 = 0, x3 = 0] = [x[i], x[i + 1], x[i + 2], x[i + 3]]
    if (x0 === 0 && x1 === 0 && x2 === 0 && x3 === 0) continue
    for (let j = 0, at = i * columns; j < columns; j++, at++)
      out[j] =
        (out[j] ?? 0) +
        x0 * (matrix[at] ?? 0) +
        x1 * (matrix[at + columns] ?? 0) +
        x2 * (matrix[at + 2 * columns] ?? 0) +
        x3 * (matrix[at + 3 * columns] ?? 0)
  }
  for (; i < x.length; i++) {
    const xi = x[i] ?? 0
    for (let j = 0, at = i * columns; j < columns; j++, at++)
      out[j] = (out[j] ?? 0) + xi * (matrix[at] ?? 0)
  }
}

/** Numbers of a unit's gates: the eight gates, then what is made of them. */
const gateCount = 14

/**
 * The gates of unit `j`: the search-found graph of sigmoids, tanhs, relus, sums and products. To
 * `out` go the eight gates, their four pairings, and the two that meet in the cell and in the output.
 */
const gatesInto = (
  out: Float64Array,
  x: Float64Array,
  m: Float64Array,
  c: number,
  units: number,
  j: number,
): void => {
  const g0 = sigmoid((x[j] ?? 0) + (m[j] ?? 0))
  const g1 = relu((x[units + j] ?? 0) + (m[units + j] ?? 0))
  const g2 = sigmoid((x[2 * units + j] ?? 0) + (m[2 * units + j] ?? 0))
  const g3 = relu((x[3 * units + j] ?? 0) * (m[3 * units + j] ?? 0))
  const g4 = Math.tanh((x[4 * units + j] ?? 0) + (m[4 * units + j] ?? 0))
  const g5 = sigmoid((x[5 * units + j] ?? 0) + (m[5 * units + j] ?? 0))
  const g6 = Math.tanh((x[6 * units + j] ?? 0) + (m[6 * units + j] ?? 0))
  const g7 = sigmoid((x[7 * units + j] ?? 0) + (m[7 * units + j] ?? 0))
  const p0 = Math.tanh(g0 * g1)
  const p2 = Math.tanh(g4 * g5)
  const p3 = sigmoid(g6 + g7)
  const at = j * gateCount
  out[at] = g0
  out[at + 1] = g1
  out[at + 2] = g2
  out[at + 3] = g3
  out[at + 4] = g4
  out[at + 5] = g5
  out[at + 6] = g6
  out[at + 7] = g7
  out[at + 8] = p0
  out[at + 9] = Math.tanh(g2 + g3)
  out[at + 10] = p2
  out[at + 11] = p3
  out[at + 12] = Math.tanh(p0 + c)
  out[at + 13] = Math.tanh(p2 + p3)
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
  const gates = new Float64Array(gateCount * units)
  for (let j = 0; j < units; j++) {
    gatesInto(gates, fromInput, fromState, before.c[j] ?? 0, units, j)
    const at = j * gateCount
    const cj = (gates[at + 12] ?? 0) * (gates[at + 9] ?? 0)
    c[j] = cj
    m[j] = Math.tanh(cj * (gates[at + 13] ?? 0))
  }
  return { c, m, input, before, fromInput, fromState, gates }
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
  let i = 0
  // Four sums at a time, so that none waits for itself.
  for (; i + 3 < rows; i += 4) {
    let [s0, s1, s2, s3] = [0, 0, 0, 0]
    for (let j = 0, at = i * columns; j < columns; j++, at++) {
      const dj = d[j] ?? 0
      s0 += (matrix[at] ?? 0) * dj
      s1 += (matrix[at + columns] ?? 0) * dj
      s2 += (matrix[at + 2 * columns] ?? 0) * dj
      s3 += (matrix[at + 3 * columns] ?? 0) * dj
    }
    out[i] = s0
    out[i + 1] = s1
    out[i + 2] = s2
    out[i + 3] = s3
  }
  for (; i < rows; i++) {
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
  const { fromInput: x, fromState: h, before, input, gates } = step
  const dX = new Float64Array(8 * units)
  const dH = new Float64Array(8 * units)
  const dcBefore = new Float64Array(units)
  /** The gradient of the fourth gate's product. */
  const through = new Float64Array(units)
  for (let j = 0; j < units; j++) {
    const at = j * gateCount
    const [g0, g1, g2] = [gates[at] ?? 0, gates[at + 1] ?? 0, gates[at + 2] ?? 0]
    const [g3, g4, g5] = [gates[at + 3] ?? 0, gates[at + 4] ?? 0, gates[at + 5] ?? 0]
    const [g6, g7, p0] = [gates[at + 6] ?? 0, gates[at + 7] ?? 0, gates[at + 8] ?? 0]
    const [p1, p2, p3] = [gates[at + 9] ?? 0, gates[at + 10] ?? 0, gates[at + 11] ?? 0]
    const [q, r] = [gates[at + 12] ?? 0, gates[at + 13] ?? 0]
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
    through[j] = d3
    dX[j] = d01 * g1 * g0 * (1 - g0)
    dX[units + j] = g1 > 0 ? d01 * g0 : 0
    dX[2 * units + j] = d23 * g2 * (1 - g2)
    dX[3 * units + j] = d3 * (h[3 * units + j] ?? 0)
    dX[4 * units + j] = d45 * g5 * (1 - g4 * g4)
    dX[5 * units + j] = d45 * g4 * g5 * (1 - g5)
    dX[6 * units + j] = d67 * (1 - g6 * g6)
    dX[7 * units + j] = d67 * g7 * (1 - g7)
  }
  // The input and the state come in as sums, but for the fourth gate, where they are multiplied.
  dH.set(dX)
  for (let j = 0, at = 3 * units; j < units; j++, at++) dH[at] = (through[j] ?? 0) * (x[at] ?? 0)
  addOuter(input, dX, gradients.kernel)
  addOuter(before.m, dH, gradients.recurrent)
  const { bias } = gradients
  if (bias !== undefined)
    for (let i = 0; i < dH.length; i++) bias[i] = (bias[i] ?? 0) + (dH[i] ?? 0)
  return {
    dInput: productTransposed(cell.kernel, dX, input.length),
    dBefore: { c: dcBefore, m: productTransposed(cell.recurrent, dH, units) },
  }
}
