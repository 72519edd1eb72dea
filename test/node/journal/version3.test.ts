import * as E from 'fp-ts/lib/Either.js'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accuracy, choice, random, reinforce, struct } from '../../../src/core.ts'
import {
  checkJournal,
  continueJournal,
  readAnyJournal,
  readJournal,
  repairJournal,
} from '../../../src/node/journal/index.ts'
import { rechain } from '../../support/rechain.ts'
import { orThrow } from '../../support/orThrow.ts'
import { goOn, header, policy, record, space, texts } from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-version3-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const stored = (file: string): string => join(import.meta.dirname, 'stored', file)
const linesOf = (path: string): ReadonlyArray<string> =>
  readFileSync(path, 'utf8').trimEnd().split('\n')

let lines: ReadonlyArray<string> = []
beforeAll(async () => {
  lines = linesOf(await record(join(folder, 'whole.jsonl'), 12, { snapshotEvery: 6 }))
})

let files = 0
const written = (text: ReadonlyArray<string> | string): string => {
  const path = join(folder, `case-${files++}.jsonl`)
  writeFileSync(path, typeof text === 'string' ? text : `${text.join('\n')}\n`)
  return path
}

/** Where reading a journal stops, and why; `undefined` where it comes to its end. */
const stopOf = async (path: string) => {
  for await (const read of readAnyJournal(path))
    if (read._tag === 'Stopped' && 'line' in read.error)
      return { line: read.error.line, message: read.error.message }
    else if (read._tag === 'Stopped') return { line: 0, message: read.error.message }
  return undefined
}

/** Reading and checking, which agree on where the first damage is. */
const damageOf = async (path: string) => {
  const stop = await stopOf(path)
  const check = orThrow(await checkJournal(path))
  expect(check.damages[0]?.line).toBe(stop?.line)
  return stop
}

const resumed = (path: string, changed: Partial<ReturnType<typeof header>> = {}) =>
  continueJournal(path, { header: { ...header(), ...changed }, space, policy, reward: accuracy })

describe('the hashes of a journal’s lines', () => {
  it.each<readonly [string, (lines: ReadonlyArray<string>) => ReadonlyArray<string>, number]>([
    ['a line is lost', (all) => all.toSpliced(5, 1), 6],
    ['two lines are lost', (all) => all.toSpliced(5, 2), 6],
    ['a line is repeated', (all) => all.toSpliced(6, 0, all[5] ?? ''), 7],
    ['two lines are swapped', (all) => all.toSpliced(5, 2, all[6] ?? '', all[5] ?? ''), 6],
    [
      'a digit is changed',
      (all) => all.with(4, all[4]?.replace('"logProbability":-0', '"logProbability":-1') ?? ''),
      5,
    ],
    ['a time is changed', (all) => all.with(4, all[4]?.replace('"at":"20', '"at":"19') ?? ''), 5],
    ['its hash is changed', (all) => all.with(3, all[3]?.replace(/.{6}"\}$/, '000000"}') ?? ''), 4],
    ['a hash is taken away', (all) => all.with(3, all[3]?.replace(/,"chain.*/, '}') ?? ''), 4],
    [
      'the header is changed',
      (all) => all.with(0, all[0]?.replace('"seed":7', '"seed":8') ?? ''),
      1,
    ],
  ])('tell that %s', async (_, change, line) => {
    const path = written(change(lines))
    expect(await damageOf(path)).toMatchObject({
      line,
      message: expect.stringContaining('hash') as string,
    })
    const before = readFileSync(path)
    expect(await resumed(path)).toMatchObject({ _tag: 'Left' })
    expect(readFileSync(path)).toEqual(before)
  })

  it('tell of a journal that says that it is of an older version', async () => {
    const path = written(lines.with(0, (lines[0] ?? '').replace('"schema":3', '"schema":2')))
    expect(await damageOf(path)).toMatchObject({
      line: 1,
      message: expect.stringContaining('journals of version 2 have not') as string,
    })
  })

  it('are of the text as it stands, in whatever order its writer wrote the fields', async () => {
    const other = lines.map((line) => {
      const { at, event } = JSON.parse(line) as Record<string, unknown>
      return JSON.stringify({ event, at })
    })
    expect(await damageOf(written(rechain(other)))).toBe(undefined)
  })
})

const changeEvent = (line: string, change: (event: Record<string, unknown>) => unknown): string => {
  const { at, event } = JSON.parse(line) as { at: string; event: Record<string, unknown> }
  return JSON.stringify({ at, event: change(event) })
}
/** The journal with an event changed, and hashes as if it had been written so. */
const changedAt = (line: number, change: (event: Record<string, unknown>) => unknown) =>
  written(rechain(lines.map((text, i) => (i === line - 1 ? changeEvent(text, change) : text))))

describe('what a reader does not know', () => {
  it('is skipped where it is a field', async () => {
    const path = changedAt(1, (event) => ({ ...event, later: { deep: [1] } }))
    expect(await damageOf(path)).toBe(undefined)
    const inLine = lines.map((line) => line.replace('{"at"', '{"later":1,"at"'))
    expect(await damageOf(written(rechain(inLine)))).toBe(undefined)
  })

  it('is skipped where it is an event that says so, and stays there when the search goes on', async () => {
    const later = '{"at":"2026-01-31T09:00:00.000Z","event":{"_tag":"Later","optional":true}}'
    const path = written(rechain([...lines.slice(0, 4), later, ...lines.slice(4), later]))
    expect(await damageOf(path)).toBe(undefined)
    expect(orThrow(await checkJournal(path))).toMatchObject({ skipped: 2, episodes: 12 })
    await goOn(path, 16, { snapshotEvery: 6 })
    expect(linesOf(path).filter((line) => line.includes('"Later"'))).toHaveLength(2)
    expect(orThrow(await checkJournal(path))).toMatchObject({ damaged: 0, episodes: 16 })
  })

  it('is refused by its name where it is another event', async () => {
    const later = '{"at":"2026-01-31T09:00:00.000Z","event":{"_tag":"Later"}}'
    const path = written(rechain([...lines.slice(0, 4), later, ...lines.slice(4)]))
    expect(await damageOf(path)).toMatchObject({
      line: 5,
      message: expect.stringContaining('"Later" is not known') as string,
    })
  })

  it('is refused by its name where the header requires it', async () => {
    const path = changedAt(1, (event) => ({ ...event, requires: ['rings'] }))
    expect(await damageOf(path)).toMatchObject({
      line: 1,
      message: expect.stringContaining('it requires "rings"') as string,
    })
    expect(await damageOf(changedAt(1, (event) => ({ ...event, requires: [] })))).toBe(undefined)
  })
})

describe('a number out of bounds', () => {
  const withText = (line: number, from: RegExp, to: string): string =>
    written(rechain(lines.with(line - 1, (lines[line - 1] ?? '').replace(from, to))))

  it.each<readonly [string, number, RegExp, string, string]>([
    ['batch of -4', 1, /"batch":4/, '"batch":-4', 'event.batch'],
    ['batch of 0', 1, /"batch":4/, '"batch":0', 'event.batch'],
    ['batch of 1e9', 1, /"batch":4/, '"batch":1e9', 'event.batch'],
    ['batch of 1.5', 1, /"batch":4/, '"batch":1.5', 'event.batch'],
    ['seed of 1e999', 1, /"seed":7/, '"seed":1e999', 'event.seed'],
    ['seed of 0.5', 1, /"seed":7/, '"seed":0.5', 'event.seed'],
    ['budget of -1', 1, /"epochs":1/, '"epochs":-1', 'event.budget.epochs'],
    ['budget of 1e999', 1, /"epochs":1/, '"epochs":1e999', 'event.budget.epochs'],
    ['option of 1e999', 1, /"units":4/, '"units":1e999', 'event.policy.options'],
    ['revision of 0', 1, /"name":"reinforce"/, '"name":"reinforce","revision":0', 'event.policy'],
    ['episode of 1e999', 3, /"episode":1/, '"episode":1e999', 'episode'],
    ['episode of -1', 3, /"episode":1/, '"episode":-1', 'episode'],
    ['episode of 1e15', 3, /"episode":1/, '"episode":1e15', 'episode'],
    ['decision of -1', 2, /"option":\d/, '"option":-1', 'option'],
    ['reward of 1e999', 2, /"reward":[^,}]+/, '"reward":1e999', 'event.reward'],
    ['round of 1e999', 6, /"round":0/, '"round":1e999', 'event.round'],
    ['round of another', 6, /"round":0/, '"round":3', 'round 3'],
    ['round’s end too far', 6, /"episodes":4/, '"episodes":1e15', 'round 0'],
    ['count of episodes', 6, /"rewarded":4/, '"rewarded":3', 'round 0'],
  ])('is refused with its line: a %s', async (_, line, from, to, words) => {
    expect(lines[line - 1]).toMatch(from)
    expect(await damageOf(withText(line, from, to))).toMatchObject({
      line,
      message: expect.stringContaining(words) as string,
    })
  })

  it('is refused where dropped episodes are more than their round has', async () => {
    const dropped =
      '{"at":"2026-01-01","event":{"_tag":"Dropped","first":0,"last":900000,"by":"operator"}}'
    expect(await damageOf(written(rechain([lines[0] ?? '', dropped])))).toMatchObject({ line: 2 })
  })
})

describe('a line', () => {
  const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

  it.each([5000, 600, 200_000])(
    'that is nested %d deep is refused in one paragraph, wherever it is',
    async (depth) => {
      for (const [line, field] of [
        [1, 'space'],
        [1, 'later'],
        [2, 'later'],
      ] as const) {
        const path = written(
          rechain(
            lines.map((text, i) =>
              i === line - 1
                ? text.replace('"event":{', `"event":{"${field}":${nested(depth)},`)
                : text,
            ),
          ),
        )
        const found = await damageOf(path)
        expect(found?.line).toBe(line)
        expect(found?.message).toContain('nested deeper than 500 levels')
        expect(found?.message).not.toContain('\n')
        expect(found?.message.length).toBeLessThan(600)
      }
    },
  )

  it.each([
    ['"event":{', '"event":{"later":1,"later":1,', 'it has the key "later" twice'],
    ['"event":{', '"event":{"_tag":"Command",', 'it has the key "_tag" twice'],
    [
      '"event":{',
      '"event":{"later":-1e400,',
      'it has the number -1e400 as event.later, above all that can be held',
    ],
  ])('with its right hash that holds %s as %s is refused', async (from, to, reason) => {
    for (const line of [1, 3])
      expect(
        await damageOf(
          written(
            rechain(lines.map((text, i) => (i === line - 1 ? text.replace(from, to) : text))),
          ),
        ),
      ).toMatchObject({ line, message: expect.stringContaining(reason) as string })
  })

  it('that is longer than a line may be is refused, and read in bounded memory', async () => {
    const path = written([lines[0] ?? ''])
    const piece = Buffer.alloc(2 ** 22, 'x')
    for (let i = 0; i < 17; i++) appendFileSync(path, piece)
    // Without an end: no crash tears a line that cannot be written.
    expect(await damageOf(path)).toMatchObject({
      line: 2,
      message: expect.stringContaining('a line has 67108864 at most') as string,
    })
    appendFileSync(path, `\n${lines[1] ?? ''}\n`)
    expect(orThrow(await checkJournal(path)).damages.map(({ line }) => line)).toEqual([2])
  })
})

describe('a journal of a version without hashes', () => {
  const older = linesOf(stored('v2-reinforce.jsonl'))
  /** The policy of the stored searches, which there was before rewards were ranked. */
  const former = reinforce(space, { units: 4, embedding: 3, rankOver: 0 })
  const withoutEpisode = () => written(older.toSpliced(2, 1))
  const parts = { header: header(former), space, policy: former, reward: accuracy }

  it('is read with its missing episodes told, by their numbers', async () => {
    const path = withoutEpisode()
    expect(orThrow(await checkJournal(path))).toMatchObject({
      ...{ schema: 2, damaged: 0, dropped: 1 },
    })
    const read = []
    for await (const one of readAnyJournal(path))
      if (one._tag === 'Line' && one.line.event._tag === 'Dropped') read.push(one.line.event)
    expect(read).toEqual([{ _tag: 'Dropped', first: 1, last: 1, by: 'unknown' }])
  })

  it('is refused by its line where the search drops none, and nothing is changed in it', async () => {
    const path = withoutEpisode()
    const before = readFileSync(path)
    const refused = await continueJournal(path, { ...parts, drops: false })
    expect(refused).toMatchObject({ left: { _tag: 'JournalDamaged', line: 3 } })
    expect('left' in refused && refused.left.message).toContain('episode 1 is missing before it')
    expect(readFileSync(path)).toEqual(before)
  })

  it('is refused where a round’s end is lost', async () => {
    expect(await damageOf(written(older.toSpliced(5, 1)))).toMatchObject({ line: 10 })
  })

  it('is written anew with what is known of it, and says how many lines had no hash', async () => {
    const path = written(older)
    const { journal, upgraded } = orThrow(await continueJournal(path, parts))
    journal.close()
    expect(upgraded).toEqual({ from: 2, lines: older.length, missing: 0 })
    expect(orThrow(await checkJournal(path))).toMatchObject({ schema: 3, damaged: 0 })
    expect(texts(path)).toHaveLength(older.length)
    expect(await damageOf(written(linesOf(path).toSpliced(4, 1)))).toMatchObject({ line: 5 })
  })

  it('has the data’s hash moved to its own place', async () => {
    const sha256 = '03f8e11b51ffe777768e5e9035fe6eb0dcd650513a56f0b3b4ff6840bb8e81af'
    const path = written(
      older.with(
        0,
        changeEvent(older[0] ?? '', (event) => ({
          ...event,
          trainer: { name: 'mlp', options: { data: sha256, threads: 1 } },
        })),
      ),
    )
    for await (const read of readAnyJournal(path)) {
      expect(read).toMatchObject({
        line: { event: { data: { sha256 }, trainer: { name: 'mlp', options: { threads: 1 } } } },
      })
      break
    }
  })
})

describe('a journal of another search', () => {
  it('is told by the space of its header, before anything else', async () => {
    const path = written(lines)
    const other = struct({ layers: choice(1, 2) })
    const reads = []
    for await (const read of readJournal(path, other)) reads.push(read)
    expect(reads).toMatchObject([{ _tag: 'Stopped', error: { _tag: 'JournalOfAnotherSearch' } }])
    expect(JSON.stringify(reads)).toContain('in another space than this one')
    expect(
      await continueJournal(path, {
        ...{ header: header(), space: other, policy: random(other), reward: accuracy },
      }),
    ).toMatchObject({ left: { _tag: 'JournalOfAnotherSearch' } })
  })

  it('is told by both hashes where its data is other', async () => {
    const path = written(
      rechain(
        lines.with(
          0,
          changeEvent(lines[0] ?? '', (e) => ({ ...e, data: { sha256: 'a'.repeat(64) } })),
        ),
      ),
    )
    const refused = await resumed(path, { data: { sha256: 'b'.repeat(64) } })
    expect('left' in refused && refused.left.message).toContain(
      'the data had the hash aaaaaaaaaaaa and has bbbbbbbbbbbb',
    )
  })

  it('is told by the revision of its policy', async () => {
    const refused = await resumed(written(lines), {
      policy: { name: policy.name, options: policy.options, revision: 2 },
    })
    expect(refused).toMatchObject({ left: { _tag: 'JournalOfAnotherSearch' } })
    expect('left' in refused && refused.left.message).toContain(
      'the policy was of revision 1 and is of 2',
    )
  })
})

describe('a search that goes on', () => {
  const machine = { processor: 'x64', instructions: 'avx2', engine: 'tensorflow 2.9.1' }

  it('says so where the machine is of another kind, once', async () => {
    const path = written(lines)
    const open = async (kind: typeof machine) => {
      orThrow(await resumed(path, { machine: kind })).journal.close()
      return linesOf(path).filter((line) => line.includes('"MachineChanged"')).length
    }
    expect(await open(machine)).toBe(1)
    expect(await open(machine)).toBe(1)
    expect(await open({ ...machine, instructions: 'neon' })).toBe(2)
    await goOn(path, 16, { snapshotEvery: 6 })
    expect(orThrow(await checkJournal(path))).toMatchObject({ damaged: 0, episodes: 16 })
  })

  it('has a snapshot that a crash kept from it, also after commands', async () => {
    const end = lines.findLastIndex((line) => line.includes('"Snapshot"'))
    const command = '{"at":"2026-01-01","event":{"_tag":"Command","name":"stop","options":{}}}'
    const path = written(rechain([...lines.slice(0, end), command]))
    await goOn(path, 12, { snapshotEvery: 6 })
    expect(linesOf(path).filter((line) => line.includes('"Snapshot"'))).toHaveLength(
      lines.filter((line) => line.includes('"Snapshot"')).length,
    )
  })

  it('from a repaired journal has what was lost as events of it', async () => {
    const path = written(lines.toSpliced(5, 1))
    const to = join(folder, 'repaired.jsonl')
    const repaired = orThrow(await repairJournal(path, to))
    // A lost line, and the one after it, which cannot be told from a changed one.
    expect(repaired.dropped.map(({ line }) => line)).toEqual([6])
    expect(repaired.added).toBeGreaterThan(0)
    expect(orThrow(await checkJournal(to))).toMatchObject({ damaged: 0 })
    expect(E.isRight(await checkJournal(to))).toBe(true)
  })
})
