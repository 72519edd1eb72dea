import { randomState, RandomState } from '../random/index.ts'
import { type SearchSpace, uniformOption } from '../space/index.ts'
import { decideAll } from './decide.ts'
import { type Policy } from './Policy.ts'

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
})
