import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { checkOptions, wholeNumber } from '../../common/index.ts'
import {
  type FiniteNumber,
  type Outcome,
  type Policy,
  propose,
  type Rewarded,
  type SearchSpace,
  validate,
} from '../../core.ts'
import { finite } from '../internal/finite.ts'

/** How far the searches go that {@link policyState} takes its states from. */
export interface PolicyStateOptions {
  /** Rounds at most; default 3. */
  readonly rounds?: number
  /** Proposals of a round; default 2. */
  readonly batch?: number
}

const playRound =
  <S>(policy: Policy<S>, space: SearchSpace<unknown>) =>
  (start: S, rewards: ReadonlyArray<FiniteNumber>): S => {
    let state = start
    const episodes = rewards.map((reward, episode): Rewarded<unknown> => {
      const [proposal, next] = policy.propose(state)
      state = next
      const validated = validate(space)(propose(episode)(proposal))
      const outcome: Outcome<unknown> = E.isLeft(validated)
        ? validated.left
        : { _tag: 'Trained', validated: validated.right, metrics: {}, cached: false }
      return { _tag: 'Rewarded', outcome, reward }
    })
    return policy.learn(episodes)(state)
  }

/**
 * States that a policy can be in: those after a few rounds of random rewards, from any seed. They
 * shrink towards the first state of seed 0.
 *
 * @example
 * import * as fc from 'fast-check'
 * import { choice, random } from 'rxnas'
 * import { policyState } from 'rxnas/testing'
 *
 * const space = choice(1, 2, 3)
 * const policy = random(space)
 * fc.assert(
 *   fc.property(policyState(policy, space), (state) => policy.codec.is(policy.codec.encode(state))),
 * )
 */
export const policyState = <S>(
  policy: Policy<S>,
  space: SearchSpace<unknown>,
  { rounds = 3, batch = 2 }: PolicyStateOptions = {},
): fc.Arbitrary<S> => {
  checkOptions(
    'policyState()',
    { rounds, batch },
    { rounds: wholeNumber(1, 1000), batch: wholeNumber(1, 1000) },
  )
  return fc
    .tuple(
      fc.nat(),
      fc.array(
        fc.array(
          fc.integer({ min: -10, max: 10 }).map((tenth) => finite(tenth / 10)),
          { minLength: batch, maxLength: batch },
        ),
        { maxLength: rounds },
      ),
    )
    .map(([seed, plan]) => plan.reduce(playRound(policy, space), policy.init(seed)))
}
