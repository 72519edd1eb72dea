/**
 * Lower triangular factors, packed: row `i` begins at `i (i + 1) / 2`. A row depends on those before it
 * alone, and every sum is taken from the left to the right however rows are grouped. So a factor that
 * was made longer is bit for bit the one that is made at once.
 *
 * Source: Golub and Van Loan, "Matrix Computations" (2013), 4.2.
 */
export type Factor = Float64Array

/** Where a row of a packed triangle begins. */
export const rowAt = (row: number): number => (row * (row + 1)) / 2

const square = (x: number): number => x * x

/**
 * Solves `factor x = right` for four right sides, the rows of `rows` at some places, which become the
 * solutions' first `until` numbers. A place may be given twice.
 */
const solveFour = (
  factor: Factor,
  rows: Float64Array,
  a: number,
  b: number,
  c: number,
  d: number,
  until: number,
): void => {
  let i = 0
  // Two unknowns of four sides at a time: a number that is read serves two to four products.
  for (; i + 1 < until; i += 2) {
    const upper = rowAt(i)
    const lower = upper + i + 1
    let [a0, a1] = [rows[a + i] ?? 0, rows[a + i + 1] ?? 0]
    let [b0, b1] = [rows[b + i] ?? 0, rows[b + i + 1] ?? 0]
    let [c0, c1] = [rows[c + i] ?? 0, rows[c + i + 1] ?? 0]
    let [d0, d1] = [rows[d + i] ?? 0, rows[d + i + 1] ?? 0]
    for (let k = 0; k < i; k++) {
      const l0 = factor[upper + k] ?? 0
      const l1 = factor[lower + k] ?? 0
      const xa = rows[a + k] ?? 0
      const xb = rows[b + k] ?? 0
      const xc = rows[c + k] ?? 0
      const xd = rows[d + k] ?? 0
      a0 -= l0 * xa
      a1 -= l1 * xa
      b0 -= l0 * xb
      b1 -= l1 * xb
      c0 -= l0 * xc
      c1 -= l1 * xc
      d0 -= l0 * xd
      d1 -= l1 * xd
    }
    const first = factor[upper + i] ?? 1
    const between = factor[lower + i] ?? 0
    const second = factor[lower + i + 1] ?? 1
    a0 /= first
    b0 /= first
    c0 /= first
    d0 /= first
    rows[a + i] = a0
    rows[b + i] = b0
    rows[c + i] = c0
    rows[d + i] = d0
    rows[a + i + 1] = (a1 - between * a0) / second
    rows[b + i + 1] = (b1 - between * b0) / second
    rows[c + i + 1] = (c1 - between * c0) / second
    rows[d + i + 1] = (d1 - between * d0) / second
  }
  if (i < until) for (const at of new Set([a, b, c, d])) solveNext(factor, i, rows, at)
}

/** The unknown `i` of a right side, of which those before it are known. */
const solveNext = (factor: Factor, i: number, rows: Float64Array, at: number): void => {
  const row = rowAt(i)
  let sum = rows[at + i] ?? 0
  for (let k = 0; k < i; k++) sum -= (factor[row + k] ?? 0) * (rows[at + k] ?? 0)
  rows[at + i] = sum / (factor[row + i] ?? 1)
}

/** Solves `factor x = right` for `count` right sides in place, each `until` long, `apart` numbers apart. */
export const solveAll = (
  factor: Factor,
  rows: Float64Array,
  count: number,
  apart: number,
  until: number,
): void => {
  const last = (count - 1) * apart
  for (let row = 0; row < count; row += 4) {
    const a = row * apart
    const [b, c] = [Math.min(a + apart, last), Math.min(a + 2 * apart, last)]
    solveFour(factor, rows, a, b, c, Math.min(a + 3 * apart, last), until)
  }
}

/**
 * Makes the factor of a packed symmetric matrix in its place, where the rows before `from` are the
 * factor's already. Numbers of the diagonal that are not above zero are taken for nearly so.
 */
export const factorize = (matrix: Float64Array, from: number, count: number): void => {
  for (let i = from; i < count; i += 4) {
    const end = Math.min(i + 4, count)
    const last = rowAt(end - 1)
    const next = Math.min(rowAt(i + 1), last)
    solveFour(matrix, matrix, rowAt(i), next, Math.min(rowAt(i + 2), last), last, i)
    for (let row = i; row < end; row++) {
      for (let k = i; k < row; k++) solveNext(matrix, k, matrix, rowAt(row))
      const begin = rowAt(row)
      let sum = matrix[begin + row] ?? 0
      for (let k = 0; k < row; k++) sum -= square(matrix[begin + k] ?? 0)
      matrix[begin + row] = Math.sqrt(Math.max(sum, 1e-10))
    }
  }
}

/** Solves `factor x = right`. */
export const forward = (factor: Factor, right: Float64Array): Float64Array => {
  const x = Float64Array.from(right)
  for (let i = 0; i < x.length; i++) solveNext(factor, i, x, 0)
  return x
}

/** Solves `factor' x = right`. */
export const backward = (factor: Factor, right: Float64Array): Float64Array => {
  const x = Float64Array.from(right)
  for (let i = x.length - 1; i >= 0; i--) {
    const row = rowAt(i)
    const solved = (x[i] ?? 0) / (factor[row + i] ?? 1)
    x[i] = solved
    for (let k = 0; k < i; k++) x[k] = (x[k] ?? 0) - (factor[row + k] ?? 0) * solved
  }
  return x
}
