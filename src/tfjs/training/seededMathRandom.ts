import { nextUniform, randomState } from '../../random/index.ts'

/**
 * Runs synchronous code with `Math.random` replaced by a seeded generator. tfjs draws initial
 * weights and the masks of its own dropout from `Math.random`; so a network that a user builds from
 * tfjs's layers is the same for the same seed.
 */
export const seededMathRandom = <A>(seed: number, run: () => A): A => {
  const own = Math.random
  let state = randomState(seed)
  Math.random = () => {
    const [u, next] = nextUniform(state)
    state = next
    return u
  }
  try {
    return run()
  } finally {
    Math.random = own
  }
}
