import { Ajv2020 } from 'ajv/dist/2020.js'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstValueFrom, Subject, take, tap, timer } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  emptySession,
  eventSchema,
  foldSession,
  runSession,
  type SessionCommand,
  SessionEvent,
} from '../../src/session/index.ts'
import { searchLines } from '../support/searchLines.ts'
import { all, folder, openPools, ports, requestOf } from './support.ts'

const journalOf = (out: string, name = 'journal.jsonl'): ReadonlyArray<string> =>
  searchLines(readFileSync(join(out, name), 'utf8').trimEnd().split('\n'))

const dataFolders = (): ReadonlyArray<string> =>
  readdirSync(tmpdir()).filter(
    (name) => name.startsWith('rxnas-data-') && name.includes(String(process.pid)),
  )

/** What a session must not leave: a lock, a half file, an open trainer. */
const leftovers = (out: string): ReadonlyArray<string> => [
  ...readdirSync(out).filter((name) => /\.lock$|\.new$|~$/.test(name)),
  ...openPools,
]

/** Waits until a condition holds, at most a second. */
const within = async (holds: () => boolean): Promise<boolean> => {
  for (let waited = 0; waited < 100 && !holds(); waited++) await firstValueFrom(timer(10))
  return holds()
}

const whole = folder()
const events = await all(runSession(ports, requestOf(whole)))

describe('a whole search', () => {
  it('tells its parts in order, once each', () => {
    const parts = events
      .map(({ _tag }) => _tag)
      .filter((tag) => !['Progress', 'Rewarded', 'PolicyUpdated'].includes(tag))
    expect(parts).toEqual([
      ...['EngineProgress', 'DataUnderstood', 'Planned', 'Estimated', 'SearchBegan', 'SearchBegan'],
      ...['ReevaluationBegan', 'Reevaluated', 'Confirmed', 'Compared', 'SearchEnded'],
      ...['FinalTrainingBegan', 'FinalProgress', 'Finished'],
    ])
    const rewarded = events.flatMap((event) => (event._tag === 'Rewarded' ? [event.search] : []))
    expect([...rewarded].sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'baseline'),
      ...Array.from({ length: 4 }, () => 'search'),
    ])
  })

  it('is plain data: each event is what a reader of its JSON gets', () => {
    for (const event of events) {
      const read = SessionEvent.decode(JSON.parse(JSON.stringify(event)))
      expect(read, event._tag).toEqual(E.right(event))
    }
  })

  it('is folded into the same view live and from its JSON', () => {
    const live = events.reduce(foldSession, emptySession)
    const read = events
      .map((event) => SessionEvent.decode(JSON.parse(JSON.stringify(event))))
      .flatMap((event) => (E.isRight(event) ? [event.right] : []))
      .reduce(foldSession, emptySession)
    expect(read).toEqual(live)
    expect(live).toMatchObject({
      stage: 'over',
      search: { episodes: 4 },
      baseline: { episodes: 4 },
    })
    expect(live.result?.metrics['testAccuracy']).toBe(0.9)
  })

  it('leaves two whole journals and the settings to resume by, and nothing else', () => {
    expect(journalOf(whole)).toHaveLength(1 + 4 + 2)
    expect(journalOf(whole, 'journal.baseline.jsonl')).toHaveLength(1 + 4 + 2)
    expect(readdirSync(whole).sort()).toEqual([
      'journal.baseline.jsonl',
      'journal.jsonl',
      'journal.jsonl.settings.json',
    ])
    expect(openPools.size).toBe(0)
  })

  it('is refused where its journal would be written over', async () => {
    const before = readFileSync(join(whole, 'journal.jsonl'))
    await expect(all(runSession(ports, requestOf(whole)))).rejects.toMatchObject({
      _tag: 'SessionFailed',
      message: expect.stringContaining('never written over') as unknown,
    })
    expect(readFileSync(join(whole, 'journal.jsonl'))).toEqual(before)
  })
})

describe('a session that ends early', () => {
  // Every event of the whole search is a moment at which somebody may leave.
  const moments = events.map((event, at) => [at, event._tag] as const)

  it.each(moments)('leaves nothing behind where one unsubscribes at event %i, %s', async (at) => {
    const out = folder()
    const before = dataFolders()
    await all(runSession(ports, requestOf(out)).pipe(take(at + 1)))
    expect(await within(() => leftovers(out).length === 0)).toBe(true)
    expect(await within(() => dataFolders().length === before.length)).toBe(true)
  })

  it.each(moments)('stops at event %i, %s, and is resumed to the same journal', async (at) => {
    const out = folder()
    const commands$ = new Subject<SessionCommand>()
    let seen = 0
    const stopped = await all(
      runSession(ports, requestOf(out), commands$).pipe(
        tap(() => {
          if (seen === at) commands$.next({ _tag: 'Stop' })
          seen += 1
        }),
      ),
    )
    expect(leftovers(out)).toEqual([])
    const last = stopped.at(-1)
    if (events[at]?._tag === 'Finished') expect(last?._tag).toBe('Finished')
    else expect(last?._tag).toBe('Stopped')
    if (!existsSync(join(out, 'journal.jsonl'))) return
    const resumed = await all(runSession(ports, requestOf(out, {}, 'Resumed')))
    expect(resumed.at(-1)?._tag).toBe('Finished')
    expect(journalOf(out)).toEqual(journalOf(whole))
    expect(journalOf(out, 'journal.baseline.jsonl')).toEqual(
      journalOf(whole, 'journal.baseline.jsonl'),
    )
    const past = resumed.filter(({ _tag }) => _tag === 'PastEpisode').length
    const fresh = resumed.filter(({ _tag }) => _tag === 'Rewarded').length
    expect(past + fresh).toBe(8)
  })

  const slowly = (signal: AbortSignal): Promise<void> =>
    new Promise((done) => {
      if (signal.aborted) done()
      else signal.addEventListener('abort', () => void setImmediate(done))
    })

  /** Ports whose engine is set up until somebody wants it no more. */
  const settingUp = (): { readonly slow: typeof ports; readonly ended: () => number } => {
    let ended = 0
    const engine: typeof ports.engine = (report, signal) => async () => {
      report({ _tag: 'EngineProgress', text: 'compiling' })
      await slowly(signal)
      ended += 1
      return E.left({ _tag: 'SessionFailed', message: 'The set-up was stopped.' })
    }
    return { slow: { ...ports, engine }, ended: () => ended }
  }

  it('stops while the engine is set up, once that has cleaned up', async () => {
    const { slow, ended } = settingUp()
    const commands$ = new Subject<SessionCommand>()
    const told = await all(
      runSession(slow, requestOf(folder()), commands$).pipe(
        tap(({ _tag }) => {
          if (_tag === 'EngineProgress') commands$.next({ _tag: 'Stop' })
        }),
      ),
    )
    expect(told.map(({ _tag }) => _tag)).toEqual(['EngineProgress', 'Stopped'])
    expect(told.at(-1)).toEqual({ _tag: 'Stopped', during: 'preparation', episodes: 0 })
    expect(ended()).toBe(1)
  })

  it('ends the set-up of the engine where one unsubscribes', async () => {
    const { slow, ended } = settingUp()
    await all(runSession(slow, requestOf(folder())).pipe(take(1)))
    expect(await within(() => ended() === 1)).toBe(true)
  })

  it('stops while data is read, and closes what was read too late', async () => {
    const read = new Subject<void>()
    const commands$ = new Subject<SessionCommand>()
    const closed: Array<string> = []
    const slow: typeof ports = {
      ...ports,
      data: {
        open: (source, options, warn) => async () => {
          commands$.next({ _tag: 'Stop' })
          await firstValueFrom(read)
          warn('too late')
          return ports.data.open(source, options, warn)()
        },
        close: (data) => async () => {
          await ports.data.close(data)()
          closed.push(data.location)
        },
      },
    }
    const told = await all(runSession(slow, requestOf(folder()), commands$))
    expect(told.map(({ _tag }) => _tag)).toEqual(['EngineProgress', 'Stopped'])
    read.next()
    expect(await within(() => closed.length === 1)).toBe(true)
    expect(existsSync(closed[0] ?? '')).toBe(false)
  })

  it('fails where the engine fails and nobody stopped it', async () => {
    const broken: typeof ports = {
      ...ports,
      engine: () => TE.left({ _tag: 'SessionFailed', message: 'There is no compiler.' }),
    }
    await expect(all(runSession(broken, requestOf(folder())))).rejects.toMatchObject({
      message: 'There is no compiler.',
    })
  })

  it('releases what it holds where a part of it throws', async () => {
    const out = folder()
    const broken = {
      ...ports,
      journals: {
        ...ports.journals,
        lines: () => {
          throw new Error('a bug')
        },
      },
    }
    await expect(all(runSession(broken, requestOf(out)))).rejects.toThrow('a bug')
    expect(leftovers(out)).toEqual([])
  })

  it('is told as a value where its data is not there', async () => {
    await expect(
      all(runSession(ports, requestOf(folder(), { data: '/no/such/table.csv' }))),
    ).rejects.toMatchObject({
      _tag: 'SessionFailed',
      message: expect.stringContaining('/no/such/table.csv') as unknown,
    })
    expect(openPools.size).toBe(0)
  })
})

describe('a dry run', () => {
  it('tells the plan and the estimate, and writes nothing', async () => {
    const out = folder()
    const told = await all(runSession(ports, requestOf(out, { dryRun: true })))
    expect(told.map(({ _tag }) => _tag).slice(-2)).toEqual(['Planned', 'Estimated'])
    expect(readdirSync(out)).toEqual([])
  })
})

describe('the JSON Schema of events', () => {
  const validate = new Ajv2020().compile(eventSchema())
  it('takes every event of a whole search, and nothing that is none', () => {
    for (const event of events) {
      const line: unknown = JSON.parse(JSON.stringify(event))
      expect(validate(line), `${event._tag}: ${JSON.stringify(validate.errors)}`).toBe(true)
    }
    for (const other of [
      {},
      { _tag: 'Rewarded' },
      { _tag: 'Stopped', during: 'lunch', episodes: 1 },
    ])
      expect(validate(other)).toBe(false)
  })
})

describe('a search for several objectives', () => {
  it('ends with the front that no other beats, by nsga2', async () => {
    const told = await all(
      runSession(
        ports,
        requestOf(folder(), { objectives: 'accuracy, -parameters', baseline: false, episodes: 8 }),
      ),
    )
    const view = told.reduce(foldSession, emptySession)
    expect(view.plan?.policy).toBe('nsga2')
    const front = view.front?.front ?? []
    expect(front.length).toBeGreaterThan(0)
    const best = Math.max(
      ...told.flatMap((event) =>
        event._tag === 'Rewarded' && event.outcome._tag === 'Trained'
          ? [event.outcome.metrics.accuracy ?? 0]
          : [],
      ),
    )
    expect(front[0]?.metrics.accuracy).toBe(best)
  })

  it.each([
    [{ policy: 'nsga2' }, 'name them by --objectives'],
    [{ policy: 'random', objectives: 'accuracy, -flops' }, 'Leave --policy out'],
    [{ objectives: 'accuracy' }, 'objectives of the test takes'],
  ])('refuses what does not go together: %j', (changed, message) => {
    expect(() => requestOf('x', changed)).toThrow(message)
  })
})
