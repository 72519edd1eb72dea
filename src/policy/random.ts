import { randomState, RandomState } from '../random/index.ts'
import { type SearchSpace, uniformLogProbability, uniformOption, walk } from '../space/index.ts'
import { decideAll } from './decide.ts'
import { type Policy } from './Policy.ts'

/** The probability of decisions that lead to the end of the space's walk; none where they do not. */
const logProbabilityIn =
  (space: SearchSpace<unknown>): NonNullable<Policy<RandomState>['logProbability']> =>
  () =>
  (decisions) => {
    let at = walk(space)
    let sum = 0
    for (const { path, option } of decisions) {
      if (at._tag !== 'Decide' || at.path !== path || option >= at.of) return -Infinity
      sum += uniformLogProbability(at)(option)
      at = at.choose(option)
    }
    return at._tag === 'Done' ? sum : -Infinity
  }

/**
 * Proposes every architecture of the space with equal probability, and learns nothing: what any
 * other policy has to beat.
 *
 * @example
 * import { choice, random, struct } from 'rxnas'
 *
 * const policy = random(struct({ op: choice('conv', 'pool') }))
 * const [{ candidate }] = policy.propose(policy.init(1))
 * console.log(candidate) // { op: 'conv' } or { op: 'pool' }
 */
export const random = (space: SearchSpace<unknown>): Policy<RandomState> => ({
  name: 'random',
  options: {},
  codec: RandomState,
  init: randomState,
  propose: decideAll(space, uniformOption),
  learn: () => (state) => state,
  logProbability: logProbabilityIn(space),
})
