import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  choice,
  FiniteNumber,
  oneOf,
  propose,
  random,
  reinforce,
  type ReinforceOptions,
  type Rewarded,
  articleCnn1d,
  sequence,
  struct,
  validate,
} from '../../src/core.ts'
import { parameterCount, viewWeights } from '../../src/policy/controller/layout.ts'
import { rankAdvantages } from '../../src/policy/reinforce/rankAdvantages.ts'
import { addPolicyGradient, entropyOf, rollout } from '../../src/policy/controller/rollout.ts'
import { type Policy } from '../../src/policy/index.ts'
import { policyContract, searchSpace } from '../../src/testing/index.ts'
import fc from 'fast-check'
import { expectClose, flat, golden, type Nested } from '../support/golden.ts'

interface Golden {
  sizes: ReadonlyArray<number>
  units: number
  embedding_dim: number
  weights_shared: Record<string, Nested>
  cases: ReadonlyArray<{
    name: string
    use_bias: boolean
    actions: ReadonlyArray<number>
    reward: number
    baseline: number
    entropy_weight: number
    expected: {
      logits: ReadonlyArray<Nested>
      log_probs: Nested
      entropies: Nested
      sum_log_prob: number
      sum_entropy: number
      gradients: Record<string, Nested>
    }
  }>
}

const g = golden<Golden>('reinforce')

describe('the policy gradient', () => {
  it.each(g.cases)('is that of TensorFlow: $name', (c) => {
    const slots = g.sizes.map((of, i) => ({ path: String(i), of }))
    const sizes = { units: g.units, embedding: g.embedding_dim, useBias: c.use_bias }
    const view = (flatArray: Float32Array) => viewWeights(slots, sizes, flatArray)
    const weights = view(new Float32Array(parameterCount(slots, sizes)))
    const gradients = view(new Float32Array(parameterCount(slots, sizes)))
    const named = (w: typeof weights): ReadonlyArray<[string, Float32Array]> => [
      ['kernel', w.kernel],
      ['recurrent_kernel', w.recurrent],
      ...(w.bias ? [['bias', w.bias] as [string, Float32Array]] : []),
      ['start_embedding', w.start],
      ...slots.flatMap(({ path }): ReadonlyArray<[string, Float32Array]> => [
        [`head_w_${path}`, w.slots.get(path)!.head],
        [`head_b_${path}`, w.slots.get(path)!.headBias],
        [`embedding_${path}`, w.slots.get(path)!.embeddings],
      ]),
    ]
    for (const [name, part] of named(weights))
      if (g.weights_shared[name] !== undefined) part.set(flat(g.weights_shared[name]))
    const decisions = c.actions.map((option, i) => ({ path: String(i), option }))

    const steps = rollout(weights, decisions)
    steps.forEach((step, i) => expectClose(step.logits, c.expected.logits[i]!, 1e-5))
    expectClose(
      steps.map((step, i) => step.logProbabilities[c.actions[i]!]!),
      c.expected.log_probs,
      1e-5,
    )
    expectClose(
      steps.map((step) => entropyOf(step.logProbabilities)),
      c.expected.entropies,
      1e-5,
    )
    const sums = addPolicyGradient(
      weights,
      gradients,
      decisions,
      c.reward - c.baseline,
      c.entropy_weight,
      1,
    )
    expectClose(
      [sums.logProbability, sums.entropy],
      [c.expected.sum_log_prob, c.expected.sum_entropy],
      1e-5,
    )
    for (const [name, part] of named(gradients))
      if (c.expected.gradients[name] !== undefined)
        expectClose(part, c.expected.gradients[name], 1e-4)
      else expect([name, part.every((x) => x === 0)]).toEqual([name, true])
  })
})

const finite = (x: number): FiniteNumber => {
  const decoded = FiniteNumber.decode(x)
  if (E.isLeft(decoded)) throw new Error(`${x} is not finite`)
  return decoded.right
}

/** Mean reward of the last quarter of a search whose reward is the part of decisions that hit a hidden optimum. */
const learnt = <S>(policy: Policy<S>, optimum: ReadonlyArray<number>, seed: number): number => {
  let state = policy.init(seed)
  const rewards: Array<number> = []
  for (let round = 0; round < 150; round++) {
    const episodes: Array<Rewarded<unknown>> = []
    for (let i = 0; i < 2; i++) {
      const [proposal, next] = policy.propose(state)
      state = next
      const hits = proposal.trace.filter(({ option }, at) => option === optimum[at]).length
      const amount = finite(hits / optimum.length)
      rewards.push(amount)
      const validated = E.toUnion(validate(sixByFive)(propose(round)(proposal)))
      if (validated._tag === 'Rejected') throw new Error('rejected')
      episodes.push({
        _tag: 'Rewarded',
        reward: amount,
        outcome: { _tag: 'Trained', validated, metrics: {}, cached: false },
      })
    }
    state = policy.learn(episodes)(state)
  }
  const last = rewards.slice(-75)
  return last.reduce((a, b) => a + b, 0) / last.length
}
const five = choice(0, 1, 2, 3, 4)
const sixByFive = struct({ a: five, b: five, c: five, d: five, e: five, f: five })

describe('rankAdvantages', () => {
  const ranks = (recent: ReadonlyArray<number>, round: ReadonlyArray<number>) =>
    rankAdvantages(recent.map(finite), round.map(finite))

  it('tells where rewards stand among those before and beside them', () => {
    expect(ranks([], [7])).toEqual([0])
    expectClose(ranks([1, 2, 3], [9, 0]), [0.8, -0.8], 1e-12)
    expectClose(ranks([5, 5, 1], [5]), [0.25], 1e-12)
  })

  it('sums to 0 over a round that has nothing before it, and stays between -1 and 1', () => {
    const rewards = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(rewards, (round) => {
        const advantages = ranks([], round)
        expect(advantages.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 9)
        for (const advantage of advantages) expect(Math.abs(advantage)).toBeLessThan(1)
      }),
    )
  })
})

describe('reinforce', () => {
  it.each([[[0, 0, 0, 0, 0, 0]], [[4, 3, 2, 1, 0, 4]], [[2, 2, 1, 4, 3, 0]]])(
    'learns where the optimum is: %j',
    (optimum) => {
      for (const seed of [1, 2, 3]) {
        expect(learnt(random(sixByFive), optimum, seed)).toBeLessThan(0.3)
        expect(learnt(reinforce(sixByFive), optimum, seed)).toBeGreaterThan(0.6)
      }
    },
  )

  it('begins with every option of a decision about equally likely, or exactly so', () => {
    const first = (headLimit?: number) => {
      const policy = reinforce(sixByFive, headLimit === undefined ? {} : { headLimit })
      return policy.propose(policy.init(3))[0].trace.map(({ logProbability }) => logProbability)
    }
    for (const logP of first()) expect(Math.abs(logP + Math.log(5))).toBeLessThan(0.2)
    for (const logP of first(0)) expect(logP).toBeCloseTo(-Math.log(5), 6)
    expect(first()).not.toEqual(first(0))
  })

  it.each([20, 3, 0])('keeps the laws of a policy on any space, with rankOver %i', (rankOver) => {
    fc.assert(
      fc.property(searchSpace, (space) => {
        policyContract({
          policy: reinforce(space, { units: 4, embedding: 3, rankOver }),
          space,
          rounds: 2,
          runs: 2,
        })
      }),
      { numRuns: 15 },
    )
  })

  const lesson = (amount: number): Rewarded<unknown> => {
    const [proposal] = random(sixByFive).propose(random(sixByFive).init(amount * 1000))
    const validated = E.toUnion(validate(sixByFive)(propose(0)(proposal)))
    if (validated._tag === 'Rejected') throw new Error('rejected')
    return {
      _tag: 'Rewarded',
      reward: finite(amount),
      outcome: { _tag: 'Trained', validated, metrics: {}, cached: false },
    }
  }
  const weightsAfter = (options: ReinforceOptions, amounts: ReadonlyArray<number>) => {
    const policy = reinforce(sixByFive, options)
    return amounts.reduce(
      (state, amount, i) => policy.learn([{ ...lesson(i / 10), reward: finite(amount) }])(state),
      policy.init(1),
    )
  }

  it('learns the same whatever the scale of rewards is, where they are ranked', () => {
    const amounts = [0.3, 0.1, 0.4, 0.15, 0.9, 0.26]
    const scaled = amounts.map((x) => 1000 * x - 70)
    const [plain, other] = [weightsAfter({}, amounts), weightsAfter({}, scaled)]
    expect(other.weights).toEqual(plain.weights)
    expect(weightsAfter({ rankOver: 0 }, scaled).weights).not.toEqual(
      weightsAfter({ rankOver: 0 }, amounts).weights,
    )
  })

  it('remembers as many rewards as it ranks among, and without ranks none', () => {
    const amounts = [0.3, 0.1, 0.4, 0.15, 0.9]
    expect(weightsAfter({ rankOver: 3 }, amounts).recent).toEqual([0.4, 0.15, 0.9])
    expect(weightsAfter({ rankOver: 0 }, amounts)).not.toHaveProperty('recent')
  })

  it('is with rankOver 0 what it was before there were ranks, by its options too', () => {
    const before = { learningRate: 0.01, baselineDecay: 0.9, entropyWeight: 0.001, clipNorm: 5 }
    expect(reinforce(sixByFive, { rankOver: 0 }).options).toEqual({
      ...{ units: 32, embedding: 16 },
      ...before,
    })
    expect(reinforce(sixByFive).options).toMatchObject({ rankOver: 20, headLimit: 0.2 })
  })

  it('keeps them on the article’s space, and on one with branches', () => {
    const branches = sequence(
      1,
      3,
      oneOf('op', { conv: { kernel: choice(1, 3, 5) }, pool: { size: choice(2, 3) }, skip: {} }),
    )
    policyContract({ policy: reinforce(articleCnn1d()), space: articleCnn1d(), runs: 3 })
    policyContract({ policy: reinforce(branches), space: branches })
  })

  it.each([
    ['a NaN among the weights', (w: Float32Array) => w.map((x, i) => (i === 3 ? NaN : x))],
    ['a weight too few', (w: Float32Array) => w.slice(1)],
  ])('refuses a stored state with %s', (_, damage) => {
    const policy = reinforce(sixByFive)
    const state = policy.init(1)
    const stored = policy.codec.encode({ ...state, weights: damage(state.weights) })
    expect(E.isLeft(policy.codec.decode(stored))).toBe(true)
  })
})
