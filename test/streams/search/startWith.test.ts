import * as fc from 'fast-check'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastValueFrom, toArray } from 'rxjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  accuracy,
  episodeOf,
  evolution,
  isDesign,
  type JournalHeader,
  journalHeader,
  type Policy,
  ppo,
  proposalsOfDesigns,
  random,
  type Rewarded,
} from '../../../src/core.ts'
import {
  checkJournal,
  continueJournal,
  journalLines,
  openJournal,
  writeJournal,
} from '../../../src/node/journal/index.ts'
import {
  dedupe,
  expectedReward,
  relearn,
  replay,
  rescore,
  resume,
  search,
  searchLoop,
  searchWithBaseline,
  type SearchOptions,
  computeReward,
  trainChild,
  validateAction,
} from '../../../streams/index.ts'
import { firstDifference } from '../../support/firstDifference.ts'
import { orThrow } from '../../support/orThrow.ts'
import {
  type Child,
  header as headerWithout,
  options as optionsWithout,
  policy,
  space,
  texts,
} from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-designs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const designs: ReadonlyArray<Child> = [
  { layers: [{ op: 'conv', kernel: 3 }], activation: 'relu' },
  {
    layers: [
      { op: 'pool', size: 2 },
      { op: 'conv', kernel: 5 },
    ],
    activation: 'tanh',
  },
  { layers: [{ op: 'conv', kernel: 3 }], activation: 'tanh' },
  { layers: [{ op: 'conv', kernel: 3 }], activation: 'relu' },
  { layers: [{ op: 'pool', size: 3 }], activation: 'relu' },
]
const episodes = 19

const header = (by: Pick<Policy<never>, 'name' | 'options'> = policy): JournalHeader =>
  journalHeader({
    ...{ space, policy: by, reward: accuracy, trainer: { name: 'stub', options: {} } },
    ...{ budget: { epochs: 1 }, batch: 4, seed: 7, package: '0.1.0', startWith: designs },
  })

/** As the recorded searches of tests, in no time. */
const options = <S>(by: Policy<S>, n = episodes): SearchOptions<Child, S> => ({
  ...optionsWithout(n, by),
  startWith: designs,
  trainer: ({ architecture, seed }) => {
    if (seed % 5 === 0) throw new Error('no memory')
    return [{ accuracy: (JSON.stringify(architecture).length % 10) / 10, loss: seed % 100 }]
  },
})

const record = async <S>(by: Policy<S>, path: string, how = {}): Promise<string> => {
  const journal = orThrow(openJournal(path, header(by), space, how))
  await lastValueFrom(search(options(by)).pipe(writeJournal(journal, by)))
  journal.close()
  return path
}

const goOn = async <S>(by: Policy<S>, path: string, how = {}): Promise<void> => {
  const { journal, position } = orThrow(
    await continueJournal(path, { header: header(by), space, policy: by, reward: accuracy }, how),
  )
  await lastValueFrom(resume(position, options(by)).pipe(writeJournal(journal, by)), {
    defaultValue: undefined,
  })
  journal.close()
}

const isRewarded = (event: { readonly _tag: string }): event is Rewarded<Child> =>
  event._tag === 'Rewarded'

const eventsOf = async <S>(of: SearchOptions<Child, S>) =>
  (await lastValueFrom(search(of).pipe(toArray()))).filter(({ _tag }) => _tag !== 'Progress')

const architectureOf = ({ outcome }: Rewarded<Child>): Child | undefined =>
  outcome._tag === 'Rejected' ? undefined : outcome.validated.architecture

const policies: ReadonlyArray<readonly [string, Policy<unknown>]> = [
  ['reinforce', policy],
  ['ppo', ppo(space, { episodesPerUpdate: 4 })],
  ['evolution', evolution(space, { population: 4, sample: 2 })],
  ['random without repeats', random(space, { repeats: false })],
  // A policy of any state.
].map(([name, by]) => [name as string, by as Policy<unknown>])

describe('a search that starts with designs', () => {
  it('has them as its first episodes, in their order, marked; no other is', async () => {
    const found = (await eventsOf(options(policy))).filter(isRewarded)
    expect(found.map(({ outcome }) => isDesign(outcome))).toEqual(
      Array.from({ length: episodes }, (_, i) => i < designs.length),
    )
    expect(found.slice(0, designs.length).map(architectureOf)).toEqual(designs)
  })

  it('does not let them take the place of what the policy proposes', async () => {
    const still: typeof policy = { ...policy, learn: () => (state) => state }
    const first = (await eventsOf(options(still))).filter(isRewarded).map(architectureOf)
    const without = (await eventsOf(optionsWithout(episodes, still)))
      .filter(isRewarded)
      .map(architectureOf)
    expect(first.slice(designs.length)).toEqual(without.slice(0, episodes - designs.length))
  })

  it('lets the policy learn from them', async () => {
    const learned: Array<number> = []
    const watched: typeof policy = {
      ...policy,
      learn: (round) => {
        learned.push(...round.map(({ outcome }) => episodeOf(outcome)))
        return policy.learn(round)
      },
    }
    await eventsOf(options(watched))
    expect(learned).toEqual(Array.from({ length: episodes }, (_, i) => i))
  })

  it('ends within them where it has fewer episodes', async () => {
    expect((await eventsOf(options(policy, 2))).filter(isRewarded)).toHaveLength(2)
  })

  it('leaves out a design that the space does not have', async () => {
    const strange = { layers: [{ op: 'conv', kernel: 4 }], activation: 'relu' } as unknown as Child
    const found = await eventsOf({ ...options(policy), startWith: [strange, ...designs] })
    expect(found).toEqual(await eventsOf(options(policy)))
  })

  it('gives its random baseline the same', async () => {
    const found = await lastValueFrom(searchWithBaseline(options(policy)).pipe(toArray()))
    const baseline = found.flatMap((one) =>
      one.label === 'baseline' && isRewarded(one.event) ? [one.event] : [],
    )
    expect(baseline).toHaveLength(episodes)
    expect(baseline.slice(0, designs.length).map(architectureOf)).toEqual(designs)
  })
})

describe.each(policies)('a journal of designs and %s', (name, by) => {
  const path = join(folder, `${name}.jsonl`)
  const how = { snapshotEvery: 6, sync: 'end' } as const
  let size = 0
  let expected: ReadonlyArray<string> = []
  beforeAll(async () => {
    await record(by, path, how)
    size = readFileSync(path).length
    expected = texts(path)
  })

  it('is gone on with from any byte as if it had never stopped', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: size }), async (bytes) => {
        const cut = join(folder, `${name}-cut.jsonl`)
        copyFileSync(path, cut)
        truncateSync(cut, bytes)
        await goOn(by, cut, how)
        expect(firstDifference(texts(cut), expected)).toBe(undefined)
      }),
      { numRuns: 6 },
    ))

  it('is replayed with the states of the live search', async () => {
    const replayed = await lastValueFrom(replay(journalLines(path, space), by).pipe(toArray()))
    expect(replayed.map(({ event }) => event)).toEqual(await eventsOf(options(by)))
  })
})

describe('a journal of a search that starts with designs', () => {
  const path = join(folder, 'one.jsonl')
  beforeAll(() => record(policy, path))

  it('names them, and that a reader has to know of them', async () => {
    expect(header()).toMatchObject({ startWith: designs, requires: ['startWith'] })
    expect(headerWithout()).not.toHaveProperty('requires')
    expect(await checkJournal(path)).toMatchObject({ _tag: 'Right' })
  })

  it('is none of a search that starts otherwise', async () => {
    const other = { header: headerWithout(), space, policy, reward: accuracy }
    const opened = await continueJournal(path, other)
    expect(opened).toMatchObject({ left: { _tag: 'JournalOfAnotherSearch' } })
  })

  it('counts no design as evidence of what a policy proposes', async () => {
    const journal = journalLines(path, space)
    const state = await lastValueFrom(relearn(journal, policy, accuracy))
    const estimate = await lastValueFrom(
      rescore(journal, accuracy).pipe(expectedReward(policy, state)),
    )
    expect(estimate.episodes).toBe(episodes - designs.length)
  })

  it('is replayed where an operator has dropped some of them', async () => {
    const at = '2026-01-31T09:00:00.000Z'
    const { trainer, reward, budget, seed, batch } = options(policy)
    const events = await lastValueFrom(
      searchLoop(
        {
          ...{ policy, seed, batch, episodes },
          startWith: proposalsOfDesigns(space, header().startWith ?? []),
        },
        (proposed) =>
          proposed.pipe(
            validateAction(space),
            dedupe(),
            trainChild(trainer, { budget, seed }),
            computeReward(reward),
          ),
      ).pipe(toArray()),
    )
    const lines = events.flatMap((event) => (event._tag === 'Progress' ? [] : [{ at, event }]))
    const refused = lines.flatMap(({ event }) =>
      event._tag === 'Rewarded' && event.outcome._tag === 'Rejected' ? [event.outcome] : [],
    )
    // The fourth is the first again.
    expect(refused.find(({ proposed }) => proposed.episode === 3)?.proposed.design).toBe(true)
    const replayed = replay(() => [{ at, event: header() }, ...lines], policy)
    expect((await lastValueFrom(replayed.pipe(toArray()))).map(({ event }) => event)).toEqual(
      lines.map(({ event }) => event),
    )
  })
})
