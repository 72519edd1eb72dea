import * as t from 'io-ts'
import { orThrow } from '../../common/index.ts'
import { randomState, RandomState } from '../../random/index.ts'
import {
  aSpace,
  type SearchSpace,
  uniformLogProbability,
  uniformOption,
  walk,
} from '../../space/index.ts'
import { decideAll } from '../decideAll.ts'
import { type Policy, type PolicyFor } from '../Policy.ts'
import { defineSomePolicy, type PolicyDefinition } from '../registry/definePolicy.ts'
import { yesOrNo } from '../../episode/optionCodecs.ts'
import { policyOptions } from '../registry/policyOptions.ts'
import { readOptions } from '../registry/readOptions.ts'
import { somePolicy } from '../registry/SomePolicy.ts'
import {
  candidateOf,
  type DrawState,
  drawUnseen,
  addSeen,
  Seen,
  candidateHash,
} from '../drawUnseen.ts'
import { checkOptions } from '../../common/index.ts'

/** The log-probability of decisions that lead to the end of the space's walk; `-Infinity` of others. */
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

const identity = { name: 'random', revision: 1 } as const

const withRepeats = (space: SearchSpace<unknown>): Policy<RandomState> => ({
  ...identity,
  options: {},
  codec: RandomState,
  init: randomState,
  propose: decideAll(space, uniformOption),
  learn: () => (state) => state,
  logProbability: logProbabilityIn(space),
})

/** The state of {@link random} without repeats. */
export type RandomUnseenState = DrawState

const withoutRepeats = (space: SearchSpace<unknown>): Policy<RandomUnseenState> => {
  const draw = drawUnseen(space)<RandomUnseenState>()
  return {
    ...identity,
    options: { repeats: false },
    codec: t.readonly(t.strict({ random: RandomState, seen: Seen })),
    init: (seed) => ({ random: randomState(seed), seen: [] }),
    propose: (state) => {
      const [candidate, next] = draw(state)
      return [{ candidate, trace: [] }, next]
    },
    learn: (round) => (state) => ({
      ...state,
      seen: round.reduce(
        (seen, { outcome }) => addSeen(candidateHash(candidateOf(outcome)))(seen),
        state.seen,
      ),
    }),
  }
}

/** Whether {@link random} may propose an architecture again. */
export interface RandomOptions<Repeats extends boolean> {
  /**
   * Default true: proposals are independent, a state is four numbers and probabilities are known.
   * Without repeats the last 10,000 proposals are remembered.
   */
  readonly repeats: Repeats
}

const options = policyOptions<RandomOptions<boolean>>({
  repeats: { codec: yesOrNo, byDefault: true, unnamed: true },
})

/** The definition of {@link random}. */
export const randomDefinition: PolicyDefinition<'random'> = defineSomePolicy({
  ...identity,
  ...options,
  help: 'draws every architecture with equal probability and learns nothing: what others have to beat',
  needsRefinement: ({ repeats }) => !repeats,
  make: (space, { repeats }) =>
    repeats ? somePolicy(withRepeats(space)) : somePolicy(withoutRepeats(space)),
})

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
 *
 * const once = random(choice('conv', 'pool'), { repeats: false })
 * const [first, next] = once.propose(once.init(1))
 * console.log(once.propose(next)[0].candidate === first.candidate) // false
 */
export function random<A>(
  space: SearchSpace<A>,
  options?: RandomOptions<true>,
): PolicyFor<RandomState, A>
export function random<A>(
  space: SearchSpace<A>,
  options: RandomOptions<false>,
): PolicyFor<RandomUnseenState, A>
export function random(
  space: SearchSpace<unknown>,
  given: RandomOptions<boolean> = { repeats: true },
): Policy<RandomState> | Policy<RandomUnseenState> {
  checkOptions('random()', { space }, { space: aSpace })
  const { repeats } = orThrow(readOptions(identity.name, options.options)(given), RangeError)
  return repeats ? withRepeats(space) : withoutRepeats(space)
}
