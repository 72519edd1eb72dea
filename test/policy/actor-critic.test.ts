import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  actorCritic,
  choice,
  FiniteNumber,
  int,
  oneOf,
  type Policy,
  propose,
  random,
  refine,
  type Rewarded,
  type SearchSpace,
  sequence,
  struct,
  validate,
} from '../../src/core.ts'
import { logExpectedImprovement } from '../../src/policy/actor-critic/expectedImprovement.ts'
import { normalScores } from '../../src/policy/actor-critic/normalScores.ts'
import { policyContract, searchSpace } from '../../src/testing/index.ts'
import { tableFiles } from '../support/tables.ts'

const finite = (x: number): FiniteNumber => {
  const decoded = FiniteNumber.decode(x)
  if (E.isLeft(decoded)) throw new Error(`${x} is not finite`)
  return decoded.right
}

/** Rewards and keys of a search whose reward is a function of the architecture. */
const played = <S>(
  space: SearchSpace<unknown>,
  policy: Policy<S>,
  worth: (architecture: never, episode: number) => number,
  { seed, episodes, batch = 1 }: { seed: number; episodes: number; batch?: number },
) => {
  let state = policy.init(seed)
  const rewards: Array<number> = []
  const keys: Array<string> = []
  while (rewards.length < episodes) {
    const round: Array<Rewarded<unknown>> = []
    for (let i = 0; i < batch; i++) {
      const [proposal, next] = policy.propose(state)
      state = next
      const outcome = E.toUnion(validate(space)(propose(rewards.length)(proposal)))
      const reward =
        outcome._tag === 'Rejected' ? -1 : worth(outcome.architecture as never, rewards.length)
      rewards.push(reward)
      keys.push(outcome._tag === 'Rejected' ? 'rejected' : outcome.key)
      round.push({
        _tag: 'Rewarded',
        reward: finite(reward),
        outcome:
          outcome._tag === 'Rejected'
            ? outcome
            : { _tag: 'Trained', validated: outcome, metrics: {}, cached: false },
      })
    }
    state = policy.learn(round)(state)
  }
  return { rewards, keys, state }
}

/** A small actor: the tests are of the critic, and quick. */
const small = { units: 4, embedding: 3 }
const five = choice(0, 1, 2, 3, 4)
const sixByFive = struct({ a: five, b: five, c: five, d: five, e: five, f: five })
const hits =
  (optimum: ReadonlyArray<number>) =>
  (architecture: Readonly<Record<string, number>>): number =>
    Object.values(architecture).filter((option, i) => option === optimum[i]).length / 6

describe('actorCritic', () => {
  it.each([[[0, 0, 0, 0, 0, 0]], [[4, 3, 2, 1, 0, 4]], [[2, 2, 1, 4, 3, 0]]])(
    'finds the optimum wherever it is moved, and random does not: %j',
    (optimum) => {
      const run = { seed: 1, episodes: 60, batch: 2 }
      const found = played(sixByFive, actorCritic(sixByFive, small), hits(optimum), run)
      expect(Math.max(...found.rewards)).toBe(1)
      expect(
        Math.max(...played(sixByFive, random(sixByFive), hits(optimum), run).rewards),
      ).toBeLessThan(1)
    },
  )

  it('proposes nothing twice, within a round neither, until there is nothing else', () => {
    const few = struct({ a: choice(0, 1, 2), b: choice(0, 1, 2) })
    const { keys } = played(few, actorCritic(few, { ...small, warmUp: 2 }), () => 0, {
      ...{ seed: 3, episodes: 12, batch: 4 },
    })
    expect(new Set(keys.slice(0, 8)).size).toBe(8)
    expect(keys).toHaveLength(12)
  })

  it('proposes what the space accepts, where it refines', () => {
    const even = refine(sixByFive, ({ a, b }) => ((a + b) % 2 === 0 ? undefined : 'It is odd.'))
    const { keys } = played(even, actorCritic(even, small), hits([0, 4, 1, 3, 2, 2]), {
      ...{ seed: 2, episodes: 40 },
    })
    expect(keys).not.toContain('rejected')
  })

  it('is not wrecked by penalties, nor by the scale of rewards', () => {
    const worth = hits([4, 3, 2, 1, 0, 4])
    const run = { seed: 4, episodes: 60, batch: 2 }
    const plain = played(sixByFive, actorCritic(sixByFive, small), worth, run)
    const scaled = played(sixByFive, actorCritic(sixByFive, small), (a) => 1e6 * worth(a) - 3, run)
    expect(scaled.keys).toEqual(plain.keys)
    const failing = played(
      sixByFive,
      actorCritic(sixByFive, small),
      (a, episode) => (episode % 5 === 3 ? -1e9 : worth(a)),
      run,
    )
    expect(Math.max(...failing.rewards)).toBeGreaterThanOrEqual(5 / 6)
  })

  it('keeps to its memory, and goes on', () => {
    const policy = actorCritic(sixByFive, { ...small, memory: 20, warmUp: 4 })
    const { state, rewards } = played(sixByFive, policy, hits([1, 1, 1, 1, 1, 1]), {
      ...{ seed: 5, episodes: 60, batch: 3 },
    })
    expect(state.memory.rows).toHaveLength(20)
    expect(state.memory.known).toHaveLength(60)
    expect(Math.max(...state.memory.rewards)).toBe(Math.max(...rewards))
  })

  it('keeps the laws of a policy on any space', () => {
    fc.assert(
      fc.property(searchSpace, (space) => {
        policyContract({
          ...{ policy: actorCritic(space, { ...small, warmUp: 2 }), space },
          ...{ rounds: 3, runs: 1 },
        })
      }),
      { numRuns: 20 },
    )
  })

  it('keeps them on a space with branches and ordered options', () => {
    const branches = sequence(
      1,
      3,
      oneOf('op', {
        conv: { kernel: choice(1, 3, 5), filters: int({ min: 8, max: 64, scale: 'log' }) },
        pool: { size: choice(2, 3) },
        skip: {},
      }),
    )
    const policy = actorCritic(branches, { ...small, warmUp: 4 })
    policyContract({ policy, space: branches, rounds: 8, batch: 3, runs: 2 })
  })

  it.each([
    ['a weight too few', { weights: new Float32Array(3) }],
    ['a reward that is no number', { memory: { rows: [[0]], rewards: [null] } }],
  ])('refuses a stored state with %s', (_, damage) => {
    const policy = actorCritic(sixByFive)
    const stored = policy.codec.encode(policy.init(1)) as object
    const weights = 'weights' in damage ? { weights: 'AAAA' } : damage
    expect(E.isLeft(policy.codec.decode({ ...stored, ...weights }))).toBe(true)
  })
})

describe('normal scores', () => {
  it('are the quantiles of ranks, equal numbers alike', () => {
    const scores = normalScores([5, -1e9, 5, 7])
    expect(scores[0]).toBe(scores[2])
    // Ranks 1/8, 1/2, 1/2, 7/8.
    expect(scores[0]).toBeCloseTo(0, 12)
    expect(scores[1]).toBeCloseTo(-1.1503493803760079, 8)
    expect(scores[3]).toBeCloseTo(1.1503493803760079, 8)
    expect(normalScores(Array.from({ length: 200 }, (_, i) => i))[0]).toBeCloseTo(
      -2.8070337683438,
      7,
    )
  })
})

describe('expected improvement', () => {
  it.each([-40, -10, -3.2, -1, 0, 1, 3.2, 8])(
    'is the integral of its definition, at z = %d',
    (z) => {
      // Simpson's rule over what lies above the best, scaled by the density at the best.
      const steps = 200_000
      const end = Math.max(z, 0) + 12
      const f = (x: number) =>
        x * Math.exp(-((x - z) ** 2) / 2 + z ** 2 / 2 - (z > 0 ? z ** 2 / 2 : 0))
      let sum = 0
      for (let i = 0; i <= steps; i++)
        sum += f((end * i) / steps) * (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2)
      const log =
        Math.log((sum * end) / steps / 3 / Math.sqrt(2 * Math.PI)) - (z > 0 ? 0 : z ** 2 / 2)
      expect(logExpectedImprovement(z * 0.5, 0.5, 0) - Math.log(0.5)).toBeCloseTo(log, 4)
    },
  )
})

const table = tableFiles.cells

describe.skipIf(!existsSync(table))('on NAS-Bench-201 (skipped where its table is missing)', () => {
  const lines = existsSync(table) ? readFileSync(table, 'utf8').trim().split('\n').slice(1) : []
  const cells = new Map(
    lines.map((line) => {
      const [cell = '', validation] = line.split(',')
      return [cell, Number(validation) / 100]
    }),
  )
  const space = sequence(6, 6, choice('none', 'skip', 'conv1', 'conv3', 'pool'))
  const names = ['none', 'skip', 'conv1', 'conv3', 'pool']
  const worth = (edges: ReadonlyArray<string>) =>
    cells.get(edges.map((edge) => names.indexOf(edge)).join('')) ?? NaN

  it('comes within three quarters of a point of the best validation accuracy in 100 episodes', () => {
    const { rewards } = played(space, actorCritic(space, small), worth, { seed: 1, episodes: 100 })
    expect(Math.max(...rewards)).toBeGreaterThan(Math.max(...cells.values()) - 0.0075)
  })
})
