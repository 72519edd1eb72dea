import * as fc from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastValueFrom, take, toArray, VirtualTimeScheduler } from 'rxjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  episodeOf,
  type JournalLine,
  type PolicyUpdated,
  reinforce,
  type ReinforceState,
  type Rewarded,
  type SearchEvent,
} from '../../../src/core.ts'
import { journalLines, openJournal, writeJournal } from '../../../src/node/journal/index.ts'
import { recordedLines, replay, search } from '../../../streams/index.ts'
import { orThrow } from '../../support/orThrow.ts'
import { type Child, header, options, policy, space } from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-replay-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Committed = Rewarded<Child> | PolicyUpdated<ReinforceState>
const episodes = 22
const path = join(folder, 'run.jsonl')
const journal = journalLines(path, space)
let live: ReadonlyArray<Committed> = []
let lines: ReadonlyArray<JournalLine<Child>> = []

beforeAll(async () => {
  let seconds = 0
  const now = () => new Date(Date.UTC(2026, 0, 1, 0, 0, (seconds += 10)))
  const writer = orThrow(openJournal(path, header(), space, { snapshotEvery: 6, now }))
  const events: ReadonlyArray<SearchEvent<Child, ReinforceState>> = await lastValueFrom(
    search(options(episodes, policy)).pipe(writeJournal(writer, policy), toArray()),
  )
  writer.close()
  live = events.filter((event): event is Committed => event._tag !== 'Progress')
  lines = await lastValueFrom(recordedLines(journal).pipe(toArray()))
})

const replayed = (from?: number) =>
  lastValueFrom(replay(journal, policy, from === undefined ? {} : { from }).pipe(toArray()))
const episodeAt = (event: Committed) =>
  event._tag === 'Rewarded' ? episodeOf(event.outcome) : event.episodes - 0.5

describe('replay', () => {
  it('gives the events of the live search, states and all, as often as it is asked', async () => {
    for (let times = 0; times < 2; times++)
      expect((await replayed()).map(({ event }) => event)).toEqual(live)
  })

  it('gives after each event the state that the search had, and its reward context', async () => {
    let state = policy.init(7)
    let best: number | undefined
    for (const one of await replayed()) {
      if (one.event._tag === 'PolicyUpdated') state = one.event.state
      else best = Math.max(best ?? -Infinity, one.event.reward)
      expect(one.state).toEqual(state)
      expect(one.context.best).toBe(best)
    }
  })

  it('comes to the states that the journal has recorded', () => {
    const states = new Map(
      live.flatMap((event) => (event._tag === 'PolicyUpdated' ? [[event.round, event.state]] : [])),
    )
    const snapshots = lines.flatMap(({ event }) => (event._tag === 'Snapshot' ? [event] : []))
    expect(snapshots.length).toBeGreaterThan(2)
    for (const { round, state } of snapshots)
      expect(policy.codec.decode(state)).toMatchObject({ right: states.get(round) })
  })

  it('from any episode gives what replay from the start gives from there on', async () => {
    const all = await replayed()
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: episodes + 2 }), async (from) => {
        expect(await replayed(from)).toEqual(all.filter(({ event }) => episodeAt(event) >= from))
      }),
      { numRuns: 12 },
    )
  })

  it('gives the episodes of a round that has not ended', async () => {
    const cut = lines.slice(
      0,
      lines.findLastIndex(({ event }) => event._tag === 'Rewarded'),
    )
    const events = await lastValueFrom(replay(() => cut, policy).pipe(toArray()))
    const expected = cut.filter(({ event }) => event._tag === 'Rewarded').length
    expect(events.filter(({ event }) => event._tag === 'Rewarded')).toHaveLength(expected)
  })

  it('errors where the policy is another one', async () => {
    const other = reinforce(space, { units: 4, embedding: 3, learningRate: 0.5 })
    await expect(lastValueFrom(replay(journal, other))).rejects.toMatchObject({
      _tag: 'PolicyOfAnotherSearch',
    })
    await expect(
      lastValueFrom(replay(journal, { ...other, options: policy.options })),
    ).rejects.toMatchObject({ _tag: 'PolicyDiverged' })
  })

  it('errors with what cannot be read', async () => {
    const absent = journalLines(join(folder, 'absent.jsonl'), space)
    await expect(lastValueFrom(replay(absent, policy))).rejects.toMatchObject({
      _tag: 'JournalNotRead',
    })
  })

  it('reads no more than it is asked for', async () => {
    let read = 0
    const counted = async function* () {
      for await (const line of journal()) {
        read += 1
        yield line
      }
    }
    await lastValueFrom(replay(counted, policy).pipe(take(2)))
    expect(read).toBeLessThan(10)
  })

  it.each([
    [10, 60_000],
    [2, 3000],
  ])('is paced %d times faster, at most %d ms between two events', async (speed, longestWait) => {
    const scheduler = new VirtualTimeScheduler()
    const times: Array<number> = []
    recordedLines(journal, { speed, longestWait, scheduler }).subscribe(() =>
      times.push(scheduler.now()),
    )
    while (times.length < lines.length) {
      await new Promise((tick) => setImmediate(tick))
      scheduler.flush()
    }
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(gaps).toHaveLength(lines.length - 1)
    // Recorded ten seconds apart.
    expect(new Set(gaps)).toEqual(new Set([Math.min(longestWait, 10_000 / speed)]))
  })
})
