import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  choice,
  evolution,
  FiniteNumber,
  type Json,
  localSearch,
  type Metrics,
  nsga2,
  oneOf,
  type Outcome,
  type Policy,
  ppo,
  propose,
  random,
  refine,
  type Rewarded,
  type SearchSpace,
  articleCnn1d,
  sequence,
  struct,
  tpe,
  validate,
} from '../../src/core.ts'
import { policyContract, searchSpace } from '../../src/testing/index.ts'
import { search } from '../../streams/index.ts'

const finite = (x: number): FiniteNumber => {
  const decoded = FiniteNumber.decode(x)
  if (E.isLeft(decoded)) throw new Error(`${x} is not finite`)
  return decoded.right
}

interface Peer {
  readonly name: string
  /** Hands the policy of a space, whatever its state is, to whoever uses it. */
  readonly use: <R>(space: SearchSpace<unknown>, run: <S>(policy: Policy<S>) => R) => R
  readonly repeats: boolean
}
const peer = <S>(
  name: string,
  repeats: boolean,
  make: (space: SearchSpace<unknown>) => Policy<S>,
): Peer => ({ name, repeats, use: (space, run) => run(make(space)) })

const peers: ReadonlyArray<Peer> = [
  peer('random', true, (space) => random(space)),
  peer('random without repeats', false, (space) => random(space, { repeats: false })),
  peer('evolution', false, (space) => evolution(space, { population: 3, sample: 2 })),
  peer('localSearch', false, (space) => localSearch(space)),
  peer('ppo', true, (space) => ppo(space, { episodesPerUpdate: 3, minibatches: 2 })),
  peer('tpe', true, (space) => tpe(space, { startup: 2 })),
  peer('nsga2', false, (space) =>
    nsga2(space, { population: 3, objectives: { accuracy: 'maximize', flops: 'minimize' } }),
  ),
]

const branches = sequence(
  1,
  3,
  oneOf('op', { conv: { kernel: choice(1, 3, 5) }, pool: { size: choice(2, 3) }, skip: {} }),
)
const four = choice(0, 1, 2, 3)
const grid = struct({ a: four, b: four, c: four, d: four })
const wide = struct(
  Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [
      `d${i}`,
      choice(...Array.from({ length: 32 }, (_, option) => option)),
    ]),
  ),
)

/** Plays a policy by hand, until it earns so much where that is told: what it proposes, and what comes of it by a judge. */
const play = <S>(
  policy: Policy<S>,
  space: SearchSpace<unknown>,
  {
    rounds,
    batch,
    seed = 1,
    until = Infinity,
  }: { rounds: number; batch: number; seed?: number; until?: number },
  judge: (
    candidate: Json,
    episode: number,
  ) => { reward: number; metrics?: Metrics; fails?: boolean },
): { candidates: ReadonlyArray<Json>; state: S } => {
  const candidates: Array<Json> = []
  let state = policy.init(seed)
  for (let round = 0; round < rounds; round++) {
    const episodes: Array<Rewarded<unknown>> = []
    for (let i = 0; i < batch; i++) {
      const [proposal, next] = policy.propose(state)
      state = next
      const candidate = proposal.candidate as Json
      candidates.push(candidate)
      const { reward, metrics = {}, fails = false } = judge(candidate, candidates.length - 1)
      const validated = validate(space)(propose(candidates.length - 1)(proposal))
      const outcome: Outcome<unknown> = E.isLeft(validated)
        ? validated.left
        : fails
          ? {
              _tag: 'Failed',
              validated: validated.right,
              reason: { _tag: 'Crashed', message: 'It died.' },
            }
          : { _tag: 'Trained', validated: validated.right, metrics, cached: false }
      episodes.push({ _tag: 'Rewarded', outcome, reward: finite(reward) })
    }
    state = policy.learn(episodes)(state)
    if (episodes.some(({ reward }) => reward >= until)) break
  }
  return { candidates, state }
}

const distinct = (candidates: ReadonlyArray<Json>): number =>
  new Set(candidates.map((candidate) => JSON.stringify(candidate))).size

describe.each(peers)('$name', ({ use, repeats }) => {
  it('keeps the laws of a policy on any space', () => {
    fc.assert(
      fc.property(searchSpace, (space) => {
        use(space, (policy) => policyContract({ policy, space, rounds: 3, batch: 3, runs: 2 }))
      }),
      { numRuns: 10 },
    )
  })

  it('keeps them on the article’s space, and on one with branches', () => {
    for (const space of [articleCnn1d(), branches])
      use(space, (policy) => policyContract({ policy, space, rounds: 5, batch: 4, runs: 1 }))
  })

  it('lives through failures and rejections, and proposes little that the space rejects', () => {
    const odd = refine(grid, ({ a, b }) => ((a + b) % 2 === 1 ? 'odd' : undefined))
    use(odd, (policy) => {
      const { candidates } = play(policy, odd, { rounds: 20, batch: 3 }, (_, episode) => ({
        reward: episode % 3 === 0 ? 0 : 0.5,
        fails: episode % 3 === 0,
        metrics: { accuracy: finite(0.5), flops: finite(episode) },
      }))
      const rejected = candidates.filter((one) =>
        E.isLeft(validate(odd)(propose(0)({ candidate: one, trace: [] }))),
      )
      if (!['ppo', 'random'].includes(policy.name) || !repeats) expect(rejected).toHaveLength(0)
    })
  })

  it('has a state that does not grow without end, on 1e30 architectures', () => {
    use(wide, (policy) => {
      const sizeAfter = (rounds: number): number => {
        const { state } = play(policy, wide, { rounds, batch: 8 }, (_, episode) => ({
          reward: (episode * 37) % 101,
          metrics: { accuracy: finite((episode * 37) % 101), flops: finite(episode % 89) },
        }))
        return JSON.stringify(policy.codec.encode(state)).length
      }
      // What was proposed is remembered as one number each, at most 10,000 of them.
      expect(sizeAfter(30)).toBeLessThan(60_000)
    })
  })

  it('runs in a search, the same for any number of workers', () => {
    use(branches, (policy) => {
      const keys = (workers: number): ReadonlyArray<string> => {
        const seen: Array<string> = []
        search({
          space: branches,
          policy,
          trainer: ({ architecture }) => [
            { accuracy: architecture.length / 3, flops: architecture.length },
          ],
          reward: accuracy,
          budget: {},
          episodes: 40,
          batch: 4,
          seed: 3,
          workers,
        }).subscribe((event) => {
          if (event._tag === 'Rewarded' && event.outcome._tag === 'Trained')
            seen.push(event.outcome.validated.key)
        })
        return seen
      }
      expect(keys(1)).toHaveLength(40)
      expect(keys(4)).toEqual(keys(1))
    })
  })
})

describe.each(peers.filter(({ repeats }) => !repeats))('$name', ({ use }) => {
  it('proposes every architecture once, then goes on', () => {
    use(grid, (policy) => {
      const { candidates } = play(policy, grid, { rounds: 68, batch: 4 }, (_, episode) => ({
        reward: (episode * 37) % 11,
        metrics: { accuracy: finite((episode * 37) % 11), flops: finite((episode * 17) % 13) },
      }))
      // 4 to the power of 4 are 256: the last few are found by luck.
      expect(distinct(candidates.slice(0, 200))).toBe(200)
      expect(distinct(candidates)).toBeGreaterThan(230)
      expect(candidates).toHaveLength(272)
    })
  })
})

/** How many decisions of the grid stand as in 3, 1, 2, 0. */
const hits = (candidate: Json): number => {
  const { a, b, c, d } = candidate as Record<string, number>
  return [a === 3, b === 1, c === 2, d === 0].filter(Boolean).length / 4
}

describe('what learns', () => {
  const learners: ReadonlyArray<readonly [string, Peer['use'], number]> = [
    ['evolution', (space, run) => run(evolution(space)), 1],
    ['localSearch', (space, run) => run(localSearch(space)), 1],
    ['tpe', (space, run) => run(tpe(space)), 1],
    ['ppo', (space, run) => run(ppo(space)), 2],
  ]
  it.each(learners)('%s finds a hidden optimum sooner than random', (_, use, patience) => {
    const episodesTo = <S>(policy: Policy<S>, seed: number): number => {
      const rules = { rounds: 256, batch: 1, seed, until: 1 }
      return play(policy, grid, rules, (candidate) => ({ reward: hits(candidate) })).candidates
        .length
    }
    const seeds = Array.from({ length: 8 }, (__, i) => i + 1)
    const mean = (xs: ReadonlyArray<number>): number => xs.reduce((a, b) => a + b, 0) / xs.length
    const blind = mean(seeds.map((seed) => episodesTo(random(grid, { repeats: false }), seed)))
    const learned = mean(seeds.map((seed) => use(grid, (policy) => episodesTo(policy, seed))))
    expect(learned * (patience === 1 ? 2 : 1)).toBeLessThan(blind)
  })
})
