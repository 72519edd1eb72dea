import * as E from 'fp-ts/lib/Either.js'
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { lastValueFrom, Subject, tap } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { checkJournal, repairJournal } from '../../src/node/index.ts'
import { resumeRequest } from '../../src/node/session/index.ts'
import { widestOf } from '../../src/node/session/machineKind.ts'
import {
  givenBy,
  runSession,
  type SessionCommand,
  type SessionEvent,
  type SearchRequest,
  type SessionPorts,
} from '../../src/session/index.ts'
import { all, folder, openPools, ports, requestOf } from './support.ts'

const penguins = join(import.meta.dirname, '../data/penguins.csv')
const plain = { baseline: false, confirm: 0, estimate: false }

const eventsIn = (out: string) =>
  readFileSync(join(out, 'journal.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: Record<string, unknown> }).event)

const resumedBy = async (out: string, changed: Readonly<Record<string, unknown>> = {}) => {
  const request = await resumeRequest(out, givenBy(changed, 'of the test'))()
  if (E.isLeft(request)) throw new Error(request.left.message)
  return request.right
}

describe('the journal of a session', () => {
  it('names the data, the machine and the final training', async () => {
    const out = folder()
    await all(runSession(ports, requestOf(out, plain)))
    expect(eventsIn(out)[0]).toMatchObject({
      schema: 3,
      data: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      machine: { processor: process.arch, engine: expect.stringContaining('tfjs') as string },
      // The final training takes all processors, a child's one.
      final: { threads: availableParallelism() },
    })
    expect(JSON.stringify(eventsIn(out)[0]?.['trainer'])).not.toContain('sha256')
  })

  it('has what a person asked', async () => {
    const out = folder()
    const commands$ = new Subject<SessionCommand>()
    await all(
      runSession(ports, requestOf(out, plain), commands$).pipe(
        tap(({ _tag }) => {
          if (_tag === 'PolicyUpdated') commands$.next({ _tag: 'Stop' })
        }),
      ),
    )
    await all(runSession(ports, requestOf(out, plain, 'Resumed')))
    const commands = eventsIn(out).filter(({ _tag }) => _tag === 'Command')
    expect(commands).toMatchObject([
      { name: 'stop', options: {} },
      { name: 'resume', options: { episodes: 4 } },
    ])
    expect(await checkJournal(join(out, 'journal.jsonl'))).toMatchObject({
      right: { damaged: 0, episodes: 4 },
    })
  })

  it('of an older version is not gone on with where an episode is lost, until it is repaired', async () => {
    const out = folder()
    await all(runSession(ports, requestOf(out, plain)))
    const path = join(out, 'journal.jsonl')
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    // As version 2 wrote it: no hashes, no counts, and the data's hash among the trainer's options.
    const older = lines.map((line) => {
      const { at, event } = JSON.parse(line) as { at: string; event: Record<string, unknown> }
      const { data, ...others } = event
      const left = Object.entries(others).filter(
        ([name]) => !['rewarded', 'machine', 'final'].includes(name),
      )
      const rest: Record<string, unknown> = Object.fromEntries(left)
      const trainer = rest['trainer'] as { options: object } | undefined
      return JSON.stringify({
        at,
        event:
          trainer === undefined
            ? rest
            : {
                ...rest,
                schema: 2,
                trainer: {
                  ...trainer,
                  options: { ...trainer.options, data: (data as { sha256: string }).sha256 },
                },
              },
      })
    })
    writeFileSync(path, `${older.toSpliced(2, 1).join('\n')}\n`)
    await expect(all(runSession(ports, requestOf(out, plain, 'Resumed')))).rejects.toMatchObject({
      message: expect.stringContaining(
        'damaged at line 3: episode 1 is missing before it',
      ) as string,
    })
    writeFileSync(path, `${older.join('\n')}\n`)
    const told = await all(runSession(ports, requestOf(out, { ...plain, episodes: 6 }, 'Resumed')))
    expect(told.find(({ _tag }) => _tag === 'SearchBegan')).toMatchObject({
      notices: [
        { _tag: 'Resumed', episodes: 4 },
        { _tag: 'Upgraded', from: 2, missing: 0 },
      ],
    })
    expect(existsSync(`${path}.version-2`)).toBe(true)
    expect(E.isRight(await repairJournal(path, `${path}.repaired`))).toBe(true)
  })
})

describe('a search that leaves bad rows out', () => {
  it('goes on with the rows that it began with', async () => {
    const out = folder()
    const data = join(out, 'bad.csv')
    const lines = readFileSync(penguins, 'utf8').split('\n')
    writeFileSync(
      data,
      lines
        .map((line, i) => (i === 3 ? 'one,two' : i === 9 ? line.replace(/^[^,]*/, '') : line))
        .join('\n'),
    )
    const understood = (events: ReadonlyArray<SessionEvent>) =>
      events.find(({ _tag }) => _tag === 'DataUnderstood')
    const begun = await all(runSession(ports, requestOf(out, { ...plain, data, onBad: 'drop' })))
    expect(understood(begun)).toMatchObject({
      leftOut: [
        { what: 'row of another number of cells', count: 1, first: ['line 4'] },
        { what: 'row without a label', count: 1, first: ['line 10'] },
      ],
    })
    const again = await all(runSession(ports, await resumedBy(out, { episodes: 6 })))
    expect(understood(again)).toEqual(understood(begun))
    expect(again.at(-1)).toMatchObject({ _tag: 'Finished' })
    expect(await checkJournal(join(out, 'journal.jsonl'))).toMatchObject({
      right: { damaged: 0, episodes: 6 },
    })
  })
})

describe('a search whose data has moved', () => {
  it('goes on by --data where the contents are the same, and finds it again later', async () => {
    const out = folder()
    const [first, second] = [join(out, 'first.csv'), join(out, 'second.csv')]
    copyFileSync(penguins, first)
    const begun = requestOf(out, { ...plain, data: first })
    await all(runSession(ports, begun))
    renameSync(first, second)
    const lost = runSession(ports, await resumedBy(out, { episodes: 6 }))
    await expect(all(lost)).rejects.toMatchObject({
      message: expect.stringContaining('name it by --data') as string,
    })
    const found = await all(runSession(ports, await resumedBy(out, { episodes: 6, data: second })))
    expect(found.at(-1)?._tag).toBe('Finished')
    const again = await all(runSession(ports, await resumedBy(out, { episodes: 8 })))
    expect(again.at(-1)?._tag).toBe('Finished')
  })

  it('is refused by both hashes where the contents are other', async () => {
    const out = folder()
    await all(runSession(ports, requestOf(out, plain)))
    const other = join(out, 'other.csv')
    const rows = readFileSync(penguins, 'utf8').trimEnd().split('\n')
    writeFileSync(other, `${rows.slice(0, -20).join('\n')}\n`)
    const refused = runSession(ports, await resumedBy(out, { episodes: 6, data: other }))
    await expect(all(refused)).rejects.toMatchObject({
      message: expect.stringMatching(
        /the data had the hash [0-9a-f]{12} and has [0-9a-f]{12}/,
      ) as string,
    })
  })

  it.each([
    ['a column', /bill_length_mm/g, 'beak_length_mm'],
    ['a class', /Gentoo/g, 'Gentoo penguin'],
    ['a category', /Biscoe/g, 'Biscoe Island'],
  ])('is refused where %s has another name, though the numbers are equal', async (_, from, to) => {
    const out = folder()
    await all(runSession(ports, requestOf(out, plain)))
    const settings = join(out, 'journal.jsonl.settings.json')
    const other = join(out, 'other.csv')
    writeFileSync(other, readFileSync(penguins, 'utf8').replaceAll(from, to))
    const before = readFileSync(join(out, 'journal.jsonl'), 'utf8')
    const kept = existsSync(settings) ? readFileSync(settings, 'utf8') : ''
    const refused = runSession(ports, await resumedBy(out, { episodes: 6, data: other }))
    await expect(all(refused)).rejects.toMatchObject({
      message: expect.stringContaining('other names of columns, categories or classes') as string,
    })
    expect(readFileSync(join(out, 'journal.jsonl'), 'utf8')).toBe(before)
    expect(existsSync(settings) ? readFileSync(settings, 'utf8') : '').toBe(kept)
  })
})

describe('the threads of the final training', () => {
  const threadsOf = async (request: SearchRequest): Promise<ReadonlyArray<number>> => {
    const threads: Array<number> = []
    const seen: SessionPorts = {
      ...ports,
      trainers: {
        ...ports.trainers,
        final: (setup, model) => {
          threads.push(setup.threads)
          return ports.trainers.final(setup, model)
        },
      },
    }
    await all(runSession(seen, request))
    return threads
  }
  const onOneProcessor = (request: SearchRequest): SearchRequest => ({
    ...request,
    plan: { ...request.plan, finalThreads: 1 },
  })

  it('are those that the journal names where it goes on elsewhere, but for those that are given', async () => {
    const out = folder()
    expect(await threadsOf(onOneProcessor(requestOf(out, plain)))).toEqual([1])
    expect(eventsIn(out)[0]).toMatchObject({ final: { threads: 1 } })
    const longer = await resumedBy(out, { episodes: 6 })
    expect(await threadsOf({ ...longer, plan: { ...longer.plan, finalThreads: 2 } })).toEqual([1])
    expect(await threadsOf(await resumedBy(out, { episodes: 8, finalThreads: 3 }))).toEqual([3])
  })
})

describe('a finished search that goes on', () => {
  const trained: Array<string> = []
  const saved: SessionPorts = {
    ...ports,
    trainers: {
      children: (setup) => {
        trained.push('children')
        return ports.trainers.children(setup)
      },
      final: (setup, model) => {
        trained.push('final')
        return ports.trainers.final(setup, model)
      },
    },
    results: { ...ports.results, isSaved: () => true },
  }

  it('trains nothing unasked, says so, and leaves its journal as it is', async () => {
    const out = folder()
    await all(runSession(ports, requestOf(out, plain)))
    const before = readFileSync(join(out, 'journal.jsonl'))
    trained.length = 0
    const told = await all(runSession(saved, await resumedBy(out)))
    expect(trained).toEqual([])
    expect(readFileSync(join(out, 'journal.jsonl'))).toEqual(before)
    expect(told.map(({ _tag }) => _tag).slice(-2)).toEqual(['Warned', 'SearchEnded'])
    expect(told.at(-1)).toMatchObject({ episodes: 4 })
    expect(openPools.size).toBe(0)
  })

  it.each([{ finalBudget: '2 epochs' }, { episodes: 6 }, { final: true }])(
    'does what it is asked: %j',
    async (changed) => {
      const out = folder()
      await all(runSession(ports, requestOf(out, plain)))
      trained.length = 0
      const told = await all(runSession(saved, await resumedBy(out, changed)))
      expect(trained).toContain('final')
      expect(told.at(-1)?._tag).toBe('Finished')
    },
  )
})

describe('a search that goes on', () => {
  it('is refused fewer episodes than it has, and goes on as before without them', async () => {
    const out = folder()
    await all(runSession(ports, requestOf(out, plain)))
    const before = readFileSync(join(out, 'journal.jsonl'))
    await expect(
      all(runSession(ports, await resumedBy(out, { episodes: 2 }))),
    ).rejects.toMatchObject({
      _tag: 'UsageError',
      message: expect.stringContaining('--episodes takes 4 or more here, not 2') as string,
    })
    expect(readFileSync(join(out, 'journal.jsonl'))).toEqual(before)
  })

  it('tells damage before it tells a plan', async () => {
    const out = folder()
    await all(runSession(ports, requestOf(out, plain)))
    const path = join(out, 'journal.jsonl')
    const lines = readFileSync(path, 'utf8').split('\n')
    writeFileSync(path, lines.toSpliced(2, 1).join('\n'))
    const told: Array<string> = []
    await expect(
      lastValueFrom(
        runSession(ports, await resumedBy(out, { episodes: 8 })).pipe(
          tap(({ _tag }) => told.push(_tag)),
        ),
      ),
    ).rejects.toMatchObject({ message: expect.stringContaining('is damaged at line 3') as string })
    expect(told).not.toContain('Planned')
  })
})

describe('two final trainings that save in one folder', () => {
  it('are one: the second is refused in words, and trains nothing', async () => {
    const out = folder()
    const other = await ports.results.lock(join(out, 'model'))()
    if (E.isLeft(other)) throw new Error(other.left.message)
    const told: Array<string> = []
    await expect(
      lastValueFrom(
        runSession(ports, requestOf(out, plain)).pipe(tap(({ _tag }) => told.push(_tag))),
      ),
    ).rejects.toMatchObject({
      message: expect.stringContaining('model is being written by the process') as string,
    })
    expect(told).toContain('SearchEnded')
    expect(told).not.toContain('FinalTrainingBegan')
    await other.right()
    expect((await all(runSession(ports, await resumedBy(out)))).at(-1)?._tag).toBe('Finished')
    expect(readdirSync(out).filter((name) => name.endsWith('.lock'))).toEqual([])
  })
})

describe('the kind of a machine', () => {
  it.each([
    ['flags\t\t: fpu sse4_2 avx avx2 avx512f', 'avx512f'],
    ['processor : 0\nflags : fpu avx2 avx\n', 'avx2'],
    ['Features\t: fp asimd crc32', 'asimd'],
    ['', 'unknown instructions'],
    ['flags : constructor', 'unknown instructions'],
  ])('is told by its widest vectors: %j', (text, instructions) => {
    expect(widestOf(text)).toBe(instructions)
  })
})
