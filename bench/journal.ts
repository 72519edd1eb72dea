/**
 * What a journal costs: events a second written by each sync policy and replayed, seconds to resume,
 * memory; beside Optuna's JournalStorage where bench/optuna-setup.sh has installed it.
 * `npm run bench:journal -- --million 1000000 --json FILE`
 */
import * as E from 'fp-ts/lib/Either.js'
import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { count, lastValueFrom } from 'rxjs'
import {
  accuracy,
  architectureKey,
  chainLine,
  choice,
  decodeArchitecture,
  type JournalEvent,
  type JournalHeader,
  journalHeader,
  type Policy,
  random,
  reinforce,
  articleCnn1d,
  type SearchSpace,
  struct,
} from '../src/core.ts'
import {
  continueJournal,
  journalLines,
  openJournal,
  readJournal,
  type SyncPolicy,
  writeJournal,
} from '../src/node/journal/index.ts'
import { orThrow } from '../src/common/index.ts'
import { recordedLines, replay, search } from '../streams/index.ts'
import { flag } from './flags.ts'
import { report, type Row } from './table.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-bench-journal-'))
const sizes = [100, 1000, 10_000]
const batch = 4

const headerOf = (
  searched: SearchSpace<unknown>,
  by: Pick<Policy<never>, 'name' | 'options'>,
  size: number,
): JournalHeader =>
  journalHeader({
    ...{ space: searched, policy: by, reward: accuracy, trainer: { name: 'stub', options: {} } },
    ...{ budget: {}, batch: size, seed: 1 },
  })

const space = articleCnn1d({ maxLayers: 3 })
const policy = reinforce(space)
const header = headerOf(space, policy, batch)

/** A search of ten thousand episodes by the policy that learns, and where it is after so many. */
const recorded = async (): Promise<ReadonlyMap<number, string>> => {
  const path = join(folder, 'run.jsonl')
  const journal = orThrow(openJournal(path, header, space, { sync: 'end' }))
  await lastValueFrom(
    search({
      ...{ space, policy, reward: accuracy, budget: {}, batch, seed: 1 },
      episodes: Math.max(...sizes),
      trainer: ({ architecture }) => [{ accuracy: 1 / architecture.layers.length, loss: 0.5 }],
    }).pipe(writeJournal(journal, policy)),
  )
  journal.close()
  const lines = readFileSync(path, 'utf8').split('\n')
  const paths = new Map<number, string>()
  for (const size of sizes) {
    let episodes = 0
    // Two episodes into a round, so that a resume has everything to do.
    const end = lines.findIndex((line) => {
      episodes += line.includes('"_tag":"Rewarded"') ? 1 : 0
      return episodes > size - 2
    })
    const part = join(folder, `run-${size}.jsonl`)
    writeFileSync(part, `${lines.slice(0, end).join('\n')}\n`)
    paths.set(size, part)
  }
  return paths
}

const written = async (sync: SyncPolicy, most: number, from: string): Promise<number> => {
  const events: Array<JournalEvent<unknown>> = []
  for await (const read of readJournal<unknown>(from, space))
    if (read._tag === 'Line' && read.line.event._tag !== 'Header') events.push(read.line.event)
  const path = join(folder, 'written.jsonl')
  const journal = orThrow(openJournal<unknown>(path, header, space, { sync }))
  const began = performance.now()
  for (let i = 0; i < most; i++) {
    const event = events[i % events.length]
    if (event !== undefined) orThrow(journal.append(event))
  }
  journal.close()
  const rate = most / ((performance.now() - began) / 1000)
  rmSync(path)
  return rate
}

const perSecond = (rate: number): number => Math.round(rate)
const seconds = (value: number): string => `${value.toFixed(2)} s`
const megabytes = (value: number): string => `${Math.round(value)} MB`

const resumeSeconds = async (path: string): Promise<number> => {
  const began = performance.now()
  const { journal } = orThrow(
    await continueJournal(path, { header, space, policy, reward: accuracy }),
  )
  const taken = (performance.now() - began) / 1000
  journal.close()
  return taken
}

/** A journal of `random` on a small space, as its search would have written it. */
const longJournal = (episodes: number): string => {
  const small = struct({ kernel: choice(1, 3, 5), filters: choice(8, 16, 32), pool: choice(1, 2) })
  const by = random(small)
  const round = 100
  const path = join(folder, `long-${episodes}.jsonl`)
  const at = '2026-01-31T09:00:00.000Z'
  let before: string | undefined
  const lineOf = (event: unknown): string => {
    before = chainLine(JSON.stringify({ at, event }), before)
    return `${before}\n`
  }
  writeFileSync(path, lineOf(headerOf(small, by, round)))
  const keyOf = architectureKey(small)
  const decode = decodeArchitecture(small)
  let state = by.init(1)
  let text = ''
  for (let episode = 0; episode < episodes; episode++) {
    const [{ candidate, trace }, next] = by.propose(state)
    state = next
    const decoded = decode(candidate)
    if (E.isLeft(decoded)) throw new Error(decoded.left.message)
    const architecture = decoded.right
    const validated = { _tag: 'Validated', episode, trace, architecture, key: keyOf(architecture) }
    const outcome = { _tag: 'Trained', validated, metrics: { accuracy: 0.5 }, cached: false }
    text += lineOf({ _tag: 'Rewarded', outcome, reward: 0.5 })
    if ((episode + 1) % round !== 0) continue
    const end = { _tag: 'PolicyUpdated', round: Math.floor(episode / round), episodes: episode + 1 }
    text += lineOf({ ...end, rewarded: round, figures: {} })
    if (text.length < 1 << 24) continue
    appendFileSync(path, text)
    text = ''
  }
  appendFileSync(path, text)
  return path
}

interface Peak {
  readonly events: number
  readonly seconds: number
  readonly megabytes: number
}

const replayedApart = (path: string): Peak => {
  const script = join(import.meta.dirname, 'journal-memory.ts')
  const ran = spawnSync(process.execPath, ['--import', 'tsx', script, path], { encoding: 'utf8' })
  return JSON.parse(ran.stdout) as Peak
}

interface OptunaFigures {
  readonly version: string
  readonly written: number
  readonly loads: ReadonlyArray<{
    readonly trials: number
    readonly seconds: number
    readonly megabytes: number
  }>
}

const optuna = (): OptunaFigures | undefined => {
  const python = join(import.meta.dirname, '.venv', 'bin', 'python')
  if (!existsSync(python)) {
    console.log('Optuna is skipped: it is not installed here. Install it by: bench/optuna-setup.sh')
    return undefined
  }
  const script = join(import.meta.dirname, 'optuna_journal.py')
  const ran = spawnSync(python, [script, folder, '200', ...sizes.map(String)], { encoding: 'utf8' })
  if (ran.status !== 0) {
    console.log(`Optuna is skipped: ${ran.stderr.trim().split('\n').at(-1) ?? ''}`)
    return undefined
  }
  return JSON.parse(ran.stdout) as OptunaFigures
}

try {
  const rows: Array<Row> = []
  const beside = optuna()
  const row = (what: string, rxnas: string | number, other: string | number = ''): void => {
    rows.push({
      what,
      rxnas,
      [beside === undefined ? 'Optuna (absent)' : `Optuna ${beside.version}`]: other,
    })
  }
  const journals = await recorded()
  const longest = journals.get(10_000) ?? ''
  const synced = await written('event', 1500, longest)
  row('events written a second, sync event', perSecond(synced))
  row('events written a second, sync round', perSecond(await written('round', 6000, longest)))
  row(
    'events written a second, sync 100 ms',
    perSecond(await written({ milliseconds: 100 }, 12_000, longest)),
  )
  row('events written a second, sync end', perSecond(await written('end', 12_000, longest)))
  row(
    'episodes written a second, each synced',
    perSecond(synced * (batch / (batch + 1))),
    beside === undefined ? '' : perSecond(beside.written),
  )
  for (const size of sizes) {
    const load = beside?.loads.find(({ trials }) => trials === size)
    row(
      `resume after ${size} episodes`,
      seconds(await resumeSeconds(journals.get(size) ?? '')),
      load === undefined ? '' : seconds(load.seconds),
    )
  }
  const timed = async (events: Promise<number>): Promise<number> => {
    const began = performance.now()
    const many = await events
    return many / ((performance.now() - began) / 1000)
  }
  const thousand = journalLines(journals.get(1000) ?? '', space)
  row(
    'events read a second',
    perSecond(
      await timed(lastValueFrom(recordedLines(journalLines(longest, space)).pipe(count()))),
    ),
  )
  row(
    'events replayed a second, reinforce learning again',
    perSecond(await timed(lastValueFrom(replay(thousand, policy).pipe(count())))),
  )
  for (const episodes of [10_000, Number(flag('--million') ?? 1_000_000)]) {
    const path = longJournal(episodes)
    const peak = replayedApart(path)
    rmSync(path)
    const load = beside?.loads.find(({ trials }) => trials === episodes)
    row(
      `peak memory, replay of ${episodes} episodes`,
      megabytes(peak.megabytes),
      load === undefined ? '' : megabytes(load.megabytes),
    )
    row(`events replayed a second, random, ${episodes}`, perSecond(peak.events / peak.seconds))
  }
  report(rows)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
