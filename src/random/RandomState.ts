import { type State } from 'fp-ts/lib/State.js'
import * as t from 'io-ts'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import { checkOptions, finiteNumber, seedNumber, wholeNumber } from '../common/index.ts'
import { deriveSeed } from './mix.ts'

/**
 * The state of a xoroshiro128+ generator (Blackman and Vigna 2018): four signed 32-bit words.
 * A plain value, so a policy that holds one can be stored, replayed and resumed.
 */
export type RandomState = readonly [number, number, number, number]

const isInt32 = (u: unknown): u is number => typeof u === 'number' && (u | 0) === u

const Int32 = new t.Type<number, number>(
  'Int32',
  isInt32,
  (u, context) => (isInt32(u) ? t.success(u) : t.failure(u, context)),
  t.identity,
)

/** Codec of {@link RandomState}. */
export const RandomState: t.Type<RandomState, unknown> = t.readonly(
  t.tuple([Int32, Int32, Int32, Int32]),
)

type Generator = ReturnType<typeof xoroshiro128plusFromState>

const stateOf = (generator: Generator): RandomState => {
  const [a = 0, b = 0, c = 0, d = 0] = generator.getState()
  return [a, b, c, d]
}

/** Runs `use` on the generator of a state and gives its result beside the state it left. */
const withGenerator =
  <A>(use: (generator: Generator) => A): State<RandomState, A> =>
  (state) => {
    const generator = xoroshiro128plusFromState(state)
    return [use(generator), stateOf(generator)]
  }

/**
 * The generator of a seed. Neighbouring seeds give unrelated sequences.
 *
 * @throws RangeError where the seed is no whole number of 32 bits, and another would give the same.
 * @example
 * import { randomState, nextUniform } from 'rxnas'
 *
 * const [u, next] = nextUniform(randomState(42))
 * console.log(u >= 0 && u < 1, next.length) // true 4
 */
export const randomState = (seed: number): RandomState => {
  checkOptions('randomState()', { seed }, { seed: seedNumber })
  return [
    deriveSeed(seed, 1) | 0,
    deriveSeed(seed, 2) | 0,
    deriveSeed(seed, 3) | 0,
    // The all-zero state is the one that xoroshiro never leaves.
    deriveSeed(seed, 4) | 1,
  ]
}

/** The next number in [0, 1), of 53 random bits. */
export const nextUniform: State<RandomState, number> = withGenerator((g) => {
  const high = g.next() >>> 5
  const low = g.next() >>> 6
  return (high * 67108864 + low) / 9007199254740992
})

/** The next integer in [0, `bound`), each equally likely. `bound` is a positive integer. */
export const nextBelow = (bound: number): State<RandomState, number> => {
  checkOptions('nextBelow()', { bound }, { bound: wholeNumber(1) })
  return withGenerator((g) => uniformInt(g, 0, bound - 1))
}

/**
 * The next index, drawn with probability proportional to `exp(logWeights[i])`.
 * Weights need not be normalised; at least one must be finite.
 */
export const nextIndex =
  (logWeights: ArrayLike<number>): State<RandomState, number> =>
  (state) => {
    const count = logWeights.length
    let top = -Infinity
    for (let i = 0; i < count; i++) top = Math.max(top, logWeights[i] ?? NaN)
    const weights = new Float64Array(count)
    let sum = 0
    for (let i = 0; i < count; i++) {
      const weight = Math.exp((logWeights[i] ?? NaN) - top)
      weights[i] = weight
      sum += weight
    }
    const [u, next] = nextUniform(state)
    let rest = u * sum
    for (let i = 0; i < count; i++) if ((rest -= weights[i] ?? 0) < 0) return [i, next]
    return [count - 1, next]
  }

/** The most numbers of an array. */
const longest = 2 ** 31 - 1

/** The integers 0 to `count - 1` in a random order, as a typed array: for the examples of a data set. */
export const permutation = (count: number): State<RandomState, Int32Array> => {
  checkOptions('permutation()', { count }, { count: wholeNumber(0, longest) })
  return withGenerator((g) => {
    const out = Int32Array.from({ length: count }, (_, i) => i)
    for (let i = count - 1; i > 0; i--) {
      const j = uniformInt(g, 0, i)
      const held = out[i] ?? 0
      out[i] = out[j] ?? 0
      out[j] = held
    }
    return out
  })
}

/** So many numbers, each uniform in [low, high) and single precision: weights, masks. */
export const uniformArray = (
  count: number,
  low: number,
  high: number,
): State<RandomState, Float32Array> => {
  checkOptions(
    'uniformArray()',
    { count, low, high },
    { count: wholeNumber(0, longest), low: finiteNumber(), high: finiteNumber() },
  )
  return withGenerator((g) => {
    const span = (high - low) / 4294967296
    return Float32Array.from({ length: count }, () => low + (g.next() >>> 0) * span)
  })
}
