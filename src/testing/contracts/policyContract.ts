import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { checkOptions, optionsOf, wholeNumber } from '../../common/index.ts'
import {
  aPolicy,
  aSpace,
  canonicalJson,
  FiniteNumber,
  type Json,
  type Outcome,
  type Policy,
  propose,
  type Rewarded,
  type SearchSpace,
  validate,
} from '../../core.ts'

/** A policy, the space it was made for, and how hard to try it. */
export interface PolicyUnderTest<S> {
  readonly policy: Policy<S>
  readonly space: SearchSpace<unknown>
  /** Rounds that each run plays; default 3. */
  readonly rounds?: number
  /** Proposals of a round; default 2. */
  readonly batch?: number
  /** How many random searches are tried; default 5. */
  readonly runs?: number
}

const demand = (holds: boolean, law: string): void => {
  if (!holds) throw new Error(`policyContract: ${law}`)
}

const frozen = <A>(value: A): A => {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(frozen)
    return Object.freeze(value)
  }
  return value
}

/** What a policy's codec encodes is JSON; texts are equal where states are. */
const textOf = <S>(policy: Policy<S>, state: S): string =>
  canonicalJson(policy.codec.encode(state) as Json)

const playEpisode = <S>(
  { policy, space }: PolicyUnderTest<S>,
  state: S,
  episode: number,
  amount: FiniteNumber,
): readonly [Rewarded<unknown>, S] => {
  const before = textOf(policy, state)
  const [proposal, next] = policy.propose(frozen(state))
  const [again] = policy.propose(state)
  demand(textOf(policy, state) === before, 'propose changes the state it is given')
  demand(
    JSON.stringify(again) === JSON.stringify(proposal),
    'propose gives another proposal for the same state',
  )
  for (const decision of proposal.trace)
    demand(
      Number.isInteger(decision.option) &&
        decision.option >= 0 &&
        decision.option < decision.of &&
        decision.logProbability <= 1e-6,
      `the trace holds no decision: ${JSON.stringify(decision)}`,
    )
  if (policy.logProbability !== undefined) {
    const summed = proposal.trace.reduce((sum, { logProbability }) => sum + logProbability, 0)
    demand(
      Math.abs(policy.logProbability(state)(proposal.trace) - summed) < 1e-9,
      'logProbability is not the sum over the trace of what the state proposes',
    )
  }
  const validated = validate(space)(propose(episode)(proposal))
  const outcome: Outcome<unknown> = E.isLeft(validated)
    ? validated.left
    : { _tag: 'Trained', validated: validated.right, metrics: {}, cached: false }
  return [{ _tag: 'Rewarded', outcome, reward: amount }, next]
}

const amount: fc.Arbitrary<FiniteNumber> = fc.double({ noNaN: true, min: -1, max: 1 }).map((x) => {
  const decoded = FiniteNumber.decode(x)
  if (E.isLeft(decoded)) throw new Error(`policyContract: ${x} is not a finite number`)
  return decoded.right
})

/**
 * Asserts the laws of a policy on random searches: proposing and learning depend on their arguments
 * alone and change none of them, traces hold decisions with log-probabilities, which
 * `logProbability` gives again where there is one, the state survives its codec through JSON, and a
 * stored state goes on exactly as the live one.
 *
 * @throws RangeError where an option is none, and Error naming the law that is broken; fast-check's message holds the smallest search that breaks it.
 * @example
 * import { random } from 'rxnas'
 * import { articleCnn1d } from 'rxnas/space'
 * import { policyContract } from 'rxnas/testing'
 *
 * policyContract({ policy: random(articleCnn1d()), space: articleCnn1d() })
 */
export const policyContract = <S>(underTest: PolicyUnderTest<S>): void => {
  const { policy, rounds = 3, batch = 2, runs = 5 } = optionsOf('policyContract()', underTest)
  checkOptions('policyContract()', underTest, { policy: aPolicy, space: aSpace })
  const count = wholeNumber(1)
  checkOptions(
    'policyContract()',
    { rounds, batch, runs },
    { rounds: count, batch: count, runs: count },
  )
  const amounts = fc.array(fc.array(amount, { minLength: batch, maxLength: batch }), {
    minLength: rounds,
    maxLength: rounds,
  })
  fc.assert(
    fc.property(fc.nat(), amounts, (seed, plan) => {
      let state = policy.init(seed)
      demand(
        textOf(policy, policy.init(seed)) === textOf(policy, state),
        'init gives another state for the same seed',
      )
      for (const [round, rewards] of plan.entries()) {
        const episodes: Array<Rewarded<unknown>> = []
        for (const [i, reward] of rewards.entries()) {
          const [episode, next] = playEpisode(underTest, state, round * batch + i, reward)
          episodes.push(episode)
          state = next
        }
        const before = textOf(policy, state)
        const learned = policy.learn(frozen(episodes))(frozen(state))
        demand(textOf(policy, state) === before, 'learn changes the state it is given')
        const stored = policy.codec.decode(JSON.parse(before))
        if (E.isLeft(stored))
          throw new Error('policyContract: the codec refuses a state it encoded')
        demand(
          textOf(policy, policy.learn(episodes)(stored.right)) === textOf(policy, learned),
          'learn gives another state for a stored state than for the live one',
        )
        state = learned
      }
    }),
    { numRuns: runs, includeErrorInReport: true },
  )
}
