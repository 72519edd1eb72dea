import * as E from 'fp-ts/lib/Either.js'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { choice, oneOf, struct } from '../../src/core.ts'
import { readAnyJournal } from '../../src/node/index.ts'
import {
  collectRun,
  notTold,
  outcomes,
  recordOf,
  Report,
  reportOf,
  type RunParts,
  type RunRecord,
  type Told,
} from '../../src/report/index.ts'
import { type Episode, linesOf } from './support.ts'

const space = struct({ units: choice(8, 16, 32), noise: choice('a', 'b', 'c') })

/** Units decide, noise does not; nine of ten wide children run out of memory. */
const episodes = (count: number, shift = 0): ReadonlyArray<Episode> =>
  Array.from({ length: count }, (_, i) => {
    const units = [8, 16, 32][i % 3] ?? 8
    const architecture = { units, noise: ['a', 'b', 'c'][Math.floor(i / 3) % 3] ?? 'a' }
    if (units === 32 && i % 10 !== 2)
      return { architecture, failed: `no memory at step ${i}`, reward: -1 }
    const accuracy = units / 40 + (i % 7) / 1000 + shift
    return { architecture, metrics: { accuracy, parameters: units * 10 }, reward: accuracy }
  })

const partsOf = (record: RunRecord, name = 'run', baseline?: RunRecord): RunParts => ({
  ...{ name, record, schema: 3, baseline, result: undefined, predictions: undefined, notes: [] },
  ...{ network: notTold('No network was trained.'), networks: [], command: undefined },
})

const viewOf = <V>(shown: Told<V>): V => {
  if (shown._tag === 'NotShown') throw new Error(shown.why)
  return shown.view
}

const report = (...runs: ReadonlyArray<RunParts>) => reportOf(runs, { created: '', version: '0' })
const only = (record: RunRecord, baseline?: RunRecord) =>
  report(partsOf(record, 'run', baseline)).runs[0]!

const stored = async (name: string): Promise<RunRecord> => {
  const collector = collectRun()
  const path = join(import.meta.dirname, '../node/journal/stored', name)
  for await (const read of readAnyJournal(path)) if (read._tag === 'Line') collector.add(read.line)
  return collector.record()
}

describe('the views of a search', () => {
  const run = only(recordOf(linesOf(space, episodes(120))))

  it('the best so far never falls and ends at the last episode', () => {
    const { best, range } = viewOf(run.rewards)
    expect([...best.reward]).toEqual([...best.reward].sort((a, b) => a - b))
    expect(best.episode.at(-1)).toBe(119)
    // The penalty of failed children lies outside.
    expect(range.low).toBeGreaterThan(0)
  })

  it('the band of a random baseline rises with the episodes and holds its median', () => {
    const { baseline } = viewOf(
      only(recordOf(linesOf(space, episodes(60))), recordOf(linesOf(space, episodes(40)))).rewards,
    )
    const band = baseline!.band!
    expect(band.episode.length).toBe(60)
    for (const [i, median] of band.median.entries()) {
      expect(band.low[i]!).toBeLessThanOrEqual(median)
      expect(median).toBeLessThanOrEqual(band.high[i]!)
      expect(median).toBeGreaterThanOrEqual(band.median[i - 1] ?? -Infinity)
    }
  })

  it('no child of the front is beaten by another', () => {
    const { front, score, cost } = viewOf(run.tradeOffs)[0]!
    expect([score, cost]).toEqual(['accuracy', 'parameters'])
    expect(front.map((point) => point.cost)).toEqual([80, 160, 320])
    expect(front.map((point) => point.score)).toEqual([...front.map((p) => p.score)].sort())
  })

  it('the decision that matters is the most important one, and the other is not', () => {
    const { decisions, fit } = viewOf(run.importance)
    expect(decisions.map(({ path }) => path)).toEqual(['units', 'noise'])
    expect(decisions[0]!.low).toBeGreaterThan(0.9)
    expect(decisions[1]!.high).toBeLessThan(0.1)
    expect(fit).toBeGreaterThan(0.9)
  })

  it('failures are counted by their reason but for its numbers, and by place', () => {
    const { reasons, places, failed } = viewOf(run.failures)
    expect(reasons.map(({ times }) => times)).toEqual([failed])
    expect(reasons[0]!.message).toMatch(/^no memory at step \d+$/)
    expect([places[0]!.path, places[0]!.option]).toEqual(['units', '32'])
  })

  it('shares of options sum to one in each part of the search', () => {
    const { parts, decisions } = viewOf(run.shares)
    const { options, shares } = decisions.find(({ path }) => path === 'units')!
    for (let part = 0; part + 1 < parts.length; part++) {
      const own = shares.slice(part * options.length, (part + 1) * options.length)
      expect(own.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5)
    }
  })

  it('the best child is the last line through the decisions', () => {
    const { episode, reward } = viewOf(run.decisions)
    expect(episode.at(-1)).toBe(run.overview.best!.episode)
    expect(reward.at(-1)).toBe(Math.max(...reward))
  })

  it('a decision of a branch that was not taken is not asked', () => {
    const branching = oneOf('op', { conv: { kernel: choice(1, 3) }, pool: { size: choice(2, 3) } })
    const { decisions } = recordOf(
      linesOf(branching, [
        { architecture: { op: 'conv', kernel: 3 }, metrics: { accuracy: 0.5 }, reward: 0.5 },
        { architecture: { op: 'pool', size: 2 }, metrics: { accuracy: 0.4 }, reward: 0.4 },
      ]),
    ).episodes
    const taken = decisions.map(({ path, taken: own }) => [path, ...own])
    expect(taken).toEqual([
      ['op', 0, 1],
      ['conv.kernel', 1, -1],
      ['pool.size', -1, 0],
    ])
  })

  it('an empty journal says of each view why there is none', () => {
    const { overview, settings, ...views } = only(collectRun().record())
    expect([overview.best, settings]).toEqual([null, []])
    for (const view of [views.rewards, views.tradeOffs, views.importance, views.failures])
      expect(view._tag === 'NotShown' && view.why).toMatch(/\.$/)
  })

  it.each(['v1-reinforce', 'v1-article', 'v2-reinforce', 'v3-reinforce'])(
    'the stored journal %s is read and shown',
    async (name) => {
      const record = await stored(`${name}.jsonl`)
      const { overview, episodes: all } = only(record)
      const { trained, seenBefore, failed, rejected } = overview.counts
      expect(all.count).toBeGreaterThan(0)
      expect(trained + seenBefore + failed + rejected).toBe(all.count)
    },
  )
})

describe('a report as a file has it', () => {
  const hostile = ['__proto__', 'constructor', '</script><img src=x onerror=alert(1)>', '\u2028"']
  const named = struct({ ['__proto__']: choice(...hostile), toString: choice('a', '</script>') })

  it('is what was written, hostile names included', () => {
    const rows = hostile.map((name, i): Episode => ({
      architecture: { ['__proto__']: name, toString: '</script>' },
      metrics: { [name]: i, accuracy: i / 10 },
      ...(i === 0 ? { failed: name } : {}),
      reward: i / 10,
    }))
    const written = report(partsOf(recordOf(linesOf(named, rows)), hostile[2]))
    const read = Report.decode(JSON.parse(JSON.stringify(Report.encode(written))))
    expect(E.isRight(read) && read.right).toEqual(written)
    expect(written.runs[0]!.episodes.outcome[0]).toBe(outcomes.failed)
  })

  it('is refused where a column is no column', () => {
    const json = JSON.stringify(
      Report.encode(report(partsOf(recordOf(linesOf(space, episodes(9)))))),
    )
    const broken = json.replace(/"seconds":"[^"]*"/, '"seconds":"&"')
    expect(broken).not.toBe(json)
    expect(E.isLeft(Report.decode(JSON.parse(broken)))).toBe(true)
  })
})

describe('several searches beside each other', () => {
  const wide = struct({
    units: choice(8, 16, 32),
    noise: choice('a', 'b', 'c'),
    more: choice(1, 2),
  })
  const search = (of: typeof space | typeof wide, seed: number, shift: number) =>
    partsOf(recordOf(linesOf(of, episodes(30, shift), seed)), `run ${seed}`)

  it('groups those that differ in their seeds, and tests the groups by pairs of seeds', () => {
    const { comparison } = report(
      search(wide, 1, 0.11),
      search(wide, 2, 0.1),
      search(wide, 3, 0.09),
      ...[1, 2, 3].map((seed) => search(space, seed, 0)),
    )
    expect(comparison!.groups.map(({ seeds }) => seeds)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ])
    const { pairs, difference, verdict } = comparison!.differences[0]!
    expect([pairs, difference.toFixed(2)]).toEqual([3, '0.10'])
    expect(verdict).toMatch(/is better than .* by 3 pairs/)
    expect(comparison!.notes.join()).toMatch(/differ in space/)
  })

  it('says that one pair tells nothing, and none where no seed is common', () => {
    const verdictOf = (seed: number) =>
      report(search(wide, 1, 0.1), search(space, seed, 0)).comparison!.differences[0]!.verdict
    expect(verdictOf(1)).toMatch(/^One pair of seeds cannot tell/)
    expect(verdictOf(2)).toMatch(/no seed in common/)
  })
})
