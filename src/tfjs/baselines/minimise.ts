/** A function's value at a point, and its gradient there. */
export interface Slope {
  readonly value: number
  readonly gradient: Float64Array
}

/** How {@link minimise} goes. */
export interface MinimiseOptions {
  readonly maxIterations: number
  /** It ends where no part of the gradient is larger than this. */
  readonly gradientTolerance: number
  /** It ends where the value has fallen by less than this part of it, several times in a row. */
  readonly valueTolerance: number
}

const memory = 10
const patience = 3
const sufficientDecrease = 1e-4
const mostHalvings = 30

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/** a + scale * b */
const plus = (a: Float64Array, scale: number, b: Float64Array): Float64Array =>
  a.map((x, i) => x + scale * (b[i] ?? 0))

/** How a step changed the point and the gradient. */
interface Change {
  readonly step: Float64Array
  readonly bend: Float64Array
  /** 1 / (step . bend) */
  readonly rho: number
}

/** The gradient times the inverse Hessian that the last changes make likely, downwards. */
const direction = (gradient: Float64Array, changes: ReadonlyArray<Change>): Float64Array => {
  let q: Float64Array = gradient
  const alphas: Array<number> = []
  for (const { step, bend, rho } of changes.toReversed()) {
    const alpha = rho * dot(step, q)
    alphas.push(alpha)
    q = plus(q, -alpha, bend)
  }
  const last = changes.at(-1)
  const scale =
    last === undefined
      ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient)))
      : 1 / (last.rho * dot(last.bend, last.bend))
  let r: Float64Array = q.map((x) => x * scale)
  for (const { step, bend, rho } of changes)
    r = plus(r, (alphas.pop() ?? 0) - rho * dot(bend, r), step)
  return r.map((x) => -x)
}

/**
 * The point where a smooth convex function is least, as near as its rounding lets it come: L-BFGS
 * with a backtracking line search.
 *
 * Source: Liu and Nocedal, "On the limited memory BFGS method for large scale optimization" (1989).
 *
 * @param turn - called between iterations; minimising ends where it resolves to false
 */
export const minimise = async (
  slopeAt: (point: Float64Array) => Slope,
  start: Float64Array,
  { maxIterations, gradientTolerance, valueTolerance }: MinimiseOptions,
  turn: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<Float64Array> => {
  let point: Float64Array = start
  let here = slopeAt(point)
  let changes: ReadonlyArray<Change> = []
  let still = 0
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (here.gradient.every((g) => Math.abs(g) <= gradientTolerance) || !(await turn())) break
    const towards = direction(here.gradient, changes)
    const descent = dot(here.gradient, towards)
    let length = 1
    let next = slopeAt(plus(point, length, towards))
    const falls = (): boolean => next.value <= here.value + sufficientDecrease * length * descent
    for (let halving = 0; !falls() && halving < mostHalvings; halving++) {
      length /= 2
      next = slopeAt(plus(point, length, towards))
    }
    if (!falls()) {
      // The last changes may mislead; without any, rounding hides what is left to be gained.
      if (changes.length === 0) break
      changes = []
      continue
    }
    const step = towards.map((x) => length * x)
    const bend = plus(next.gradient, -1, here.gradient)
    const curvature = dot(step, bend)
    if (curvature > 1e-12 * dot(bend, bend))
      changes = [...changes, { step, bend, rho: 1 / curvature }].slice(-memory)
    still = here.value - next.value <= valueTolerance * Math.abs(here.value) ? still + 1 : 0
    point = plus(point, 1, step)
    here = next
    if (still >= patience) break
  }
  return point
}
