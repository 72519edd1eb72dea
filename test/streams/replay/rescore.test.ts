import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { concatMap, defer, from, lastValueFrom, type Observable, toArray } from 'rxjs'
import { TestScheduler } from 'rxjs/testing'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  accuracy,
  addEvidence,
  articleActions,
  articleReward,
  choice,
  describedSpace,
  describeSpace,
  estimateOf,
  FiniteNumber,
  type JournalLine,
  noEvidence,
  oneOf,
  type Policy,
  random,
  reinforce,
  type ReinforceState,
  type Reward,
  rewardError,
  type Rewarded,
  articleReinforce,
  sequence,
  struct,
  type Walk,
  walk,
} from '../../../src/core.ts'
import {
  expectedReward,
  ranking,
  type Recorded,
  relearn,
  rescore,
  type Rescored,
  search,
} from '../../../streams/index.ts'
import { type Child, header, options, policy, space } from '../../support/recorded-search.ts'

/** A recorded search in memory. */
const recorded = async <S>(
  by: Policy<S>,
  episodes: number,
  reward: Reward = accuracy,
): Promise<Recorded<Child>> => {
  const at = '2026-01-31T09:00:00.000Z'
  const lines: ReadonlyArray<JournalLine<Child>> = await lastValueFrom(
    search({ ...options(episodes, by), reward, maxFailures: 99 }).pipe(
      concatMap((event) => (event._tag === 'Progress' ? [] : [{ at, event }])),
      toArray(),
    ),
  )
  return () => [{ at, event: header(by) }, ...lines]
}

const rewardsOf = (journal: Recorded<Child>) =>
  [...(journal() as Iterable<JournalLine<Child>>)].flatMap(({ event }) =>
    event._tag === 'Rewarded' ? [event.reward] : [],
  )
const rescored = (journal: Recorded<Child>, reward: Reward) =>
  lastValueFrom(rescore(journal, reward).pipe(toArray()))

/** A reward that likes a low loss. */
const lowLoss: Reward = {
  ...{ name: 'low-loss', options: {}, penalty: -9 },
  ofMetrics: ({ loss }) =>
    loss === undefined ? E.left(rewardError('low-loss', 'no loss')) : E.right(-Number(loss)),
}

let journal: Recorded<Child> = () => []
beforeAll(async () => {
  journal = await recorded(random(space), 400)
})

describe('rescore', () => {
  it('judges as a search with that reward would have', async () => {
    const article = articleReward('code')
    const live = rewardsOf(await recorded(random(space), 400, article))
    const again = await rescored(journal, article)
    expect(again.map(({ episode }) => episode.reward)).toEqual(live)
    expect(again.map((one) => one.recorded)).toEqual(rewardsOf(journal))
  })

  it('errors where the reward needs what was not measured', async () => {
    const r: Reward = { ...lowLoss, ofMetrics: () => E.left(rewardError('r', 'needs flops')) }
    await expect(rescored(journal, r)).rejects.toMatchObject({ _tag: 'RewardError' })
  })
})

describe('ranking', () => {
  it('has each architecture once, best first, with the place that it had', async () => {
    const ranked = await lastValueFrom(rescore(journal, lowLoss).pipe(ranking()))
    const keys = new Set(ranked.map(({ key }) => key))
    expect(keys.size).toBe(ranked.length)
    expect(ranked.length).toBeGreaterThan(20)
    const numbers = ranked.map((_, i) => i + 1)
    expect(ranked.map(({ rank }) => rank)).toEqual(numbers)
    expect(ranked.map(({ before }) => before).sort((a, b) => a - b)).toEqual(numbers)
    for (const [i, { reward, outcome }] of ranked.entries()) {
      expect(-reward).toBe(Number(outcome.metrics.loss))
      expect(reward).toBeLessThanOrEqual(ranked[i - 1]?.reward ?? Infinity)
    }
    const old = [...ranked].sort((a, b) => a.before - b.before)
    for (const [i, one] of old.entries())
      expect(one.recorded).toBeLessThanOrEqual(old[i - 1]?.recorded ?? Infinity)
  })
})

describe.each([
  ['ranking', ranking<Child>()],
  ['expectedReward', expectedReward(policy, policy.init(1))],
] as const)('%s', (_, operator) => {
  const marbles = (test: (helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0]) => void) =>
    new TestScheduler((actual, expected) => expect(actual).toEqual(expected)).run(test)

  it('waits for a source that never ends, and gives its subscription back', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<Rescored<Child>>('-------')
      const result: Observable<unknown> = source.pipe<unknown>(operator)
      expectObservable(result, '---!').toBe('----')
      expectSubscriptions(source.subscriptions).toBe('^--!')
    })
  })

  it('passes an error on', () => {
    marbles(({ cold, expectObservable }) => {
      const result: Observable<unknown> = cold<Rescored<Child>>('--#').pipe<unknown>(operator)
      expectObservable(result).toBe('--#')
    })
  })

  it('begins anew with each subscription', async () => {
    const all = await rescored(journal, lowLoss)
    let part = all
    const result: Observable<unknown> = defer(() => from(part)).pipe<unknown>(operator)
    const first = await lastValueFrom(result)
    part = all.slice(0, 40)
    expect(await lastValueFrom(result)).not.toEqual(first)
    part = all
    expect(await lastValueFrom(result)).toEqual(first)
  })
})

describe('logProbability', () => {
  const total = (
    at: Walk,
    trace: ReadonlyArray<{ path: string; option: number }>,
    p: (t: typeof trace) => number,
  ): number =>
    at._tag === 'Done'
      ? Math.exp(p(trace))
      : Array.from({ length: at.of }, (_, option) =>
          total(at.choose(option), [...trace, { path: at.path, option }], p),
        ).reduce((a, b) => a + b, 0)

  it('is that of a distribution over what the space’s walks come to', () => {
    const small = struct({
      op: oneOf('op', { conv: { k: choice(1, 3) }, skip: {} }),
      n: sequence(0, 2, choice('a', 'b')),
    })
    for (const seed of [1, 2, 3]) {
      const controller = reinforce(small, { units: 4, embedding: 3 })
      expect(total(walk(small), [], controller.logProbability!(controller.init(seed)))).toBeCloseTo(
        1,
        9,
      )
      expect(
        total(walk(small), [], random(small).logProbability!(random(small).init(seed))),
      ).toBeCloseTo(1, 9)
    }
  })

  it('is none for decisions that are not of the space', () => {
    const elsewhere = [{ path: 'nowhere', option: 0 }]
    expect(random(space).logProbability!(random(space).init(1))(elsewhere)).toBe(-Infinity)
    expect(policy.logProbability!(policy.init(1))(elsewhere)).toBe(-Infinity)
  })

  it('is the same on the space that a journal describes, for the states of the one', () => {
    const described = describedSpace(describeSpace(space))
    if (E.isLeft(described)) return expect.fail(described.left)
    const again = reinforce(described.right, { units: 4, embedding: 3 })
    const state = policy.init(5)
    const [{ trace }] = policy.propose(state)
    expect(again.logProbability!(state)(trace)).toBe(policy.logProbability!(state)(trace))
    expect(again.propose(state)).toEqual(policy.propose(state))
  })
})

describe('expectedReward', () => {
  const estimate = <S>(by: Policy<S>, state: S, reward = lowLoss, of = journal) =>
    lastValueFrom(rescore(of, reward).pipe(expectedReward(by, state)))

  it('is the mean for the policy that proposed them, with every episode counting', async () => {
    const by = random(space)
    const { expectedReward: value, effectiveSampleSize, warning } = await estimate(by, by.init(1))
    const rewards = (await rescored(journal, lowLoss)).map(({ episode }) => episode.reward)
    expect(value).toBeCloseTo(rewards.reduce((a, b) => a + b, 0) / 400, 9)
    expect(effectiveSampleSize).toBeCloseTo(400, 6)
    expect(warning).toBe(undefined)
  })

  it('is what another policy earns, within its standard error', async () => {
    const plain: Reward = { ...accuracy, penalty: 0 }
    const learned = await lastValueFrom(relearn(journal, policy, plain))
    const told = await estimate(policy, learned, plain)
    // The same policy, asked for many episodes of its own; whether a child fails depends on its seed.
    const own = rewardsOf(
      await recorded({ ...policy, init: () => learned, learn: () => (s) => s }, 2000),
    )
    const mean = own.reduce((a, b) => a + b, 0) / own.length
    expect(told.standardError).toBeGreaterThan(0)
    expect(told.effectiveSampleSize).toBeLessThan(400)
    expect(Math.abs(told.expectedReward - mean)).toBeLessThan(4 * told.standardError)
  })

  it('warns where the episodes say next to nothing of the policy', async () => {
    const few = await recorded(random(space), 5)
    const told = await estimate(policy, policy.init(1), lowLoss, few)
    expect(told.effectiveSampleSize).toBeLessThanOrEqual(5)
    expect(told.warning).toContain('Take the number for a guess')
  })

  it('is the weighted mean of its definition, however large the weights', () => {
    const episode = fc.record({
      weight: fc.double({ min: -700, max: 700, noNaN: true }),
      reward: fc.double({ min: -2, max: 2, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(episode, { minLength: 1, maxLength: 20 }), (all) => {
        const evidence = all.reduce(
          (at, { weight, reward }) => addEvidence(weight, reward)(at),
          noEvidence,
        )
        const top = Math.max(...all.map(({ weight }) => weight))
        const weights = all.map(({ weight }) => Math.exp(weight - top))
        const sum = weights.reduce((a, b) => a + b, 0)
        const told = estimateOf(evidence)
        if (E.isLeft(told)) return expect.fail(told.left.message)
        const { expectedReward: value, effectiveSampleSize } = told.right
        const mean = all.reduce((a, { reward }, i) => a + (weights[i] ?? 0) * reward, 0) / sum
        expect(value).toBeCloseTo(mean, 9)
        expect(effectiveSampleSize).toBeCloseTo(
          sum ** 2 / weights.reduce((a, w) => a + w ** 2, 0),
          6,
        )
      }),
    )
  })

  it('is refused with a reason where there are no probabilities', async () => {
    const article = articleReinforce({ maxLayers: 1 })
    await expect(estimate(article, article.init(1))).rejects.toMatchObject({
      _tag: 'NoEstimate',
      message: expect.stringContaining(
        'article-reinforce does not tell with what probability',
      ) as string,
    })
    const of = articleActions({ layers: 1 })
    const episodes: ReadonlyArray<Rewarded<never>> = [
      {
        ...{ _tag: 'Rewarded', reward: (FiniteNumber.decode(0) as E.Right<FiniteNumber>).right },
        outcome: {
          _tag: 'Rejected',
          proposed: { _tag: 'Proposed', episode: 0, candidate: -1, trace: [] },
          reason: { _tag: 'InvalidArchitecture', path: '', message: 'no' },
        },
      },
    ]
    const bare = from(episodes.map((episode) => ({ episode, recorded: episode.reward })))
    await expect(
      lastValueFrom(bare.pipe(expectedReward(random(of), random(of).init(1)))),
    ).rejects.toMatchObject({ _tag: 'NoEstimate' })
    await expect(estimate(policy, policy.init(1), lowLoss, () => [])).rejects.toMatchObject({
      message: 'There is no episode to estimate from.',
    })
  })
})

describe('relearn', () => {
  it('comes to the recorded state where the reward is the recorded one', async () => {
    const own = await recorded(policy, 40)
    let last: unknown
    for (const { event } of own() as Iterable<JournalLine<Child>>)
      if (event._tag === 'PolicyUpdated') last = (event as { state?: unknown }).state
    const learned = await lastValueFrom(relearn(own, policy, accuracy))
    // The generator alone differs: nothing was proposed.
    expect({ ...(last as ReinforceState), random: learned.random }).toEqual(learned)
    expect(await lastValueFrom(relearn(own, policy, lowLoss))).not.toMatchObject({
      weights: learned.weights,
    })
  })
})
