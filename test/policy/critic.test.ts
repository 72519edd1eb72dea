import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  actorCritic,
  choice,
  FiniteNumber,
  oneOf,
  propose,
  type Rewarded,
  sequence,
  struct,
  validate,
} from '../../src/core.ts'
import { factorize, rowAt, solveAll } from '../../src/policy/actor-critic/cholesky.ts'
import {
  countDistances,
  decisionDistances,
  stepsOf,
} from '../../src/policy/actor-critic/distances.ts'
import { encodingOf, type Row } from '../../src/policy/actor-critic/Encoding.ts'
import {
  posteriorMeans,
  gaussianProcess,
  type GaussianProcess,
  predictHighest,
} from '../../src/policy/actor-critic/gaussianProcess.ts'
import { firstKernel } from '../../src/policy/actor-critic/Kernel.ts'
import { pointsOf } from '../../src/policy/actor-critic/Points.ts'

/** A packed triangle of numbers on the diagonal that keep it positive definite. */
const matrix = fc.integer({ min: 1, max: 23 }).chain((count) =>
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), {
      ...{ minLength: rowAt(count), maxLength: rowAt(count) },
    })
    .map((numbers) => {
      const packed = Float64Array.from(numbers)
      for (let i = 0; i < count; i++) packed[rowAt(i) + i] = count + 1
      return { count, packed }
    }),
)

describe('the factor of a matrix', () => {
  it('is the one whose square the matrix is', () => {
    fc.assert(
      fc.property(matrix, ({ count, packed }) => {
        const factor = Float64Array.from(packed)
        factorize(factor, 0, count)
        for (let i = 0; i < count; i++)
          for (let j = 0; j <= i; j++) {
            let sum = 0
            for (let k = 0; k <= j; k++) sum += factor[rowAt(i) + k]! * factor[rowAt(j) + k]!
            expect(sum).toBeCloseTo(packed[rowAt(i) + j]!, 10)
          }
      }),
    )
  })

  it('is the same to its last bit when it was made longer', () => {
    fc.assert(
      fc.property(matrix, fc.nat(), ({ count, packed }, at) => {
        const whole = Float64Array.from(packed)
        factorize(whole, 0, count)
        const from = at % (count + 1)
        const first = packed.slice(0, rowAt(from))
        factorize(first, 0, from)
        const longer = Float64Array.from(packed)
        longer.set(first)
        factorize(longer, from, count)
        expect(longer).toEqual(whole)
      }),
    )
  })

  it('solves many right sides as one at a time', () => {
    fc.assert(
      fc.property(matrix, fc.integer({ min: 1, max: 9 }), ({ count, packed }, sides) => {
        factorize(packed, 0, count)
        const right = Float64Array.from({ length: sides * count }, (_, i) => Math.sin(i))
        const together = Float64Array.from(right)
        solveAll(packed, together, sides, count, count)
        for (let side = 0; side < sides; side++) {
          const alone = right.slice(side * count, (side + 1) * count)
          solveAll(packed, alone, 1, count, count)
          expect(together.slice(side * count, (side + 1) * count)).toEqual(alone)
          for (let i = 0; i < count; i++) {
            let sum = 0
            for (let k = 0; k <= i; k++) sum += packed[rowAt(i) + k]! * alone[k]!
            expect(sum).toBeCloseTo(right[side * count + i]!, 9)
          }
        }
      }),
    )
  })
})

const space = struct({
  ...{ a: choice(1, 2, 4, 8), b: choice(1, 2, 4, 8), c: choice('x', 'y', 'z') },
  ...{ d: choice('x', 'y', 'z'), e: choice(1, 2, 4, 8, 16, 32, 64) },
})
const encoding = encodingOf(space)
const row: fc.Arbitrary<Row> = fc
  .tuple(...encoding.slots.map(({ of }) => fc.integer({ min: -1, max: of - 1 })))
  .map((options) => options)
const kernel = {
  ...firstKernel(encoding),
  ordered: 0.5,
  weights: [0.1, 0.2, 0.3, 0.4, 0],
}

describe('distances', () => {
  it('are what each decision and each count of options adds', () => {
    fc.assert(
      fc.property(row, fc.array(row, { minLength: 1, maxLength: 6 }), (one, others) => {
        const [of, to] = [pointsOf(encoding, [one]), pointsOf(encoding, others)]
        const [apart, counted] = [new Float64Array(others.length), new Float64Array(others.length)]
        decisionDistances(stepsOf(encoding, kernel), of, 0, to, others.length, apart, 0)
        countDistances(encoding, of, 0, to, others.length, counted, 0)
        for (const [j, other] of others.entries()) {
          let sum = 0
          const counts = new Map<string, number>()
          for (const [i, { of: options, ordered, kind }] of encoding.slots.entries()) {
            const [x, y] = [one[i]!, other[i]!]
            const partly = ordered && x >= 0 && y >= 0
            const far = partly ? 0.5 + Math.abs(x - y) / (options - 1) : 1
            if (x !== y) sum += kernel.weights[i]! * far
            for (const [option, step] of [
              [x, 1],
              [y, -1],
            ] as const)
              if (option >= 0) {
                const name = `${kind} ${option}`
                counts.set(name, (counts.get(name) ?? 0) + step)
              }
          }
          const differing = [...counts.values()].reduce((a, b) => a + Math.abs(b), 0)
          expect(apart[j]).toBeCloseTo(sum, 12)
          expect(counted[j]).toBeCloseTo(differing / (2 * encoding.slots.length), 12)
        }
      }),
    )
  })
})

const scoresOf = (count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => Math.sin(3 * i))

const numbersOf = ({ factor, covariance, coefficients, variance, best }: GaussianProcess) => ({
  ...{ factor, covariance, coefficients, variance, best },
})

describe('the critic', () => {
  it('is the same to its last bit, whatever it was made from', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(row, fc.boolean()), { minLength: 1, maxLength: 30 }),
        fc.array(row, { minLength: 1, maxLength: 5 }),
        (had, added) => {
          const before = had.map(([one]) => one)
          const kept = had.filter(([, stays]) => stays).map(([one]) => one)
          const rows = [...kept, ...added]
          const scores = scoresOf(rows.length)
          const old = gaussianProcess(encoding, kernel, before, scoresOf(before.length))
          const grown = gaussianProcess(encoding, kernel, rows, scores, old)
          expect(numbersOf(grown)).toEqual(
            numbersOf(gaussianProcess(encoding, kernel, rows, scores)),
          )
          // Another kernel's numbers are of no use.
          const other = { ...kernel, rate: 5 }
          expect(numbersOf(gaussianProcess(encoding, other, rows, scores, old))).toEqual(
            numbersOf(gaussianProcess(encoding, other, rows, scores)),
          )
        },
      ),
    )
  })

  const rows: ReadonlyArray<Row> = [
    [0, 1, 2, 0, 3],
    [3, 1, 0, 0, 6],
    [2, 2, 1, 1, 0],
    [0, 0, 0, 2, 1],
    [1, 3, 2, 2, 5],
  ]
  const critic = gaussianProcess(encoding, kernel, rows, scoresOf(rows.length))
  const asked: ReadonlyArray<Row> = [
    [0, 1, 2, 0, 4],
    [3, 3, 1, 2, 0],
    [1, 2, 0, 0, 6],
  ]

  it('asks how surely of those alone of which it expects the most', () => {
    const means = posteriorMeans(critic, asked)
    const all = predictHighest(critic, asked, [], 3)
    expect(all.map(({ mean }) => mean)).toEqual([...means].sort((a, b) => b - a))
    expect(predictHighest(critic, asked, [], 2)).toEqual(all.slice(0, 2))
  })

  it('is surer of what is pending, and of what is like it, and expects no other score', () => {
    const [one] = asked
    const before = predictHighest(critic, asked, [], 3)
    const after = predictHighest(critic, asked, [one!], 3)
    expect(after.map(({ mean }) => mean)).toEqual(before.map(({ mean }) => mean))
    for (const [i, { row: at, deviation }] of after.entries()) {
      expect(deviation).toBeLessThan(before[i]!.deviation)
      // What was measured of it leaves the measurement's noise: v n / (v + n) of a variance v.
      const [v, n] = [before[i]!.deviation ** 2 / critic.variance, kernel.noise + 1e-6]
      if (at === one)
        expect(deviation ** 2 / critic.variance).toBeCloseTo(v - (v * v) / (v + n), 10)
    }
  })
})

describe('actorCritic, stored and read again', () => {
  const layer = oneOf('op', { conv: { kernel: choice(1, 3, 5) }, pool: { size: choice(2, 3) } })
  const branches = sequence(1, 4, layer)

  it.each([1, 3])('proposes and learns the same to the last bit, rounds of %d', (batch) => {
    const options = { units: 4, embedding: 3, warmUp: 4, memory: 25 }
    const policy = actorCritic(branches, options)
    let warm = policy.init(7)
    for (let episode = 0; episode < 60; episode += batch) {
      // A policy that has seen nothing, and a state that it has not: nothing is left of what was reckoned.
      const cold = actorCritic(branches, options)
      const stored = JSON.stringify(policy.codec.encode(warm))
      let read = E.getOrElseW(() => expect.fail('the state is refused'))(
        cold.codec.decode(JSON.parse(stored)),
      )
      const round: Array<Rewarded<unknown>> = []
      for (let i = 0; i < batch; i++) {
        const [proposal, next] = policy.propose(warm)
        const [again, after] = cold.propose(read)
        expect(again).toEqual(proposal)
        warm = next
        read = after
        const outcome = E.toUnion(validate(branches)(propose(episode + i)(proposal)))
        const reward = FiniteNumber.decode(Math.sin(JSON.stringify(proposal).length * 7 + i))
        if (outcome._tag === 'Rejected' || E.isLeft(reward)) expect.fail('it is valid')
        round.push({
          _tag: 'Rewarded',
          reward: reward.right,
          outcome: { _tag: 'Trained', validated: outcome, metrics: {}, cached: false },
        })
      }
      warm = policy.learn(round)(warm)
      expect(cold.codec.encode(cold.learn(round)(read))).toEqual(policy.codec.encode(warm))
    }
    expect(warm.memory.rows).toHaveLength(25)
  })
})
