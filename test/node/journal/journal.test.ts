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
import { lastValueFrom } from 'rxjs'
import { afterAll, describe, expect, it } from 'vitest'
import { accuracy, choice, random, struct } from '../../../src/core.ts'
import {
  comparable,
  openJournal,
  readJournal,
  writeJournal,
} from '../../../src/node/journal/index.ts'
import { stubHeader } from '../../support/journal-header.ts'
import { search } from '../../../streams/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-journal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const space = struct({ a: choice(1, 2, 3), b: choice(1, 2, 3) })
const header = stubHeader(space)

const record = async (name: string): Promise<string> => {
  const path = join(folder, name)
  const journal = openJournal(path, header, space)
  if (E.isLeft(journal)) throw new Error(journal.left.message)
  await lastValueFrom(
    search({
      space,
      policy: random(space),
      trainer: ({ architecture: { a, b } }) => [{ accuracy: (a * b) / 9, seconds: Math.random() }],
      reward: accuracy,
      budget: {},
      batch: 2,
      seed: 1,
      episodes: 6,
    }).pipe(writeJournal(journal.right)),
  )
  journal.right.close()
  return path
}

const read = async (path: string) => {
  const out = []
  for await (const one of readJournal(path, space)) out.push(one)
  return out
}

describe('a journal', () => {
  it('is read as it was written, and is the same for the same seed but for times', async () => {
    const path = await record('whole.jsonl')
    const lines = await read(path)
    expect(lines.map((l) => (l._tag === 'Line' ? l.line.event._tag : l._tag))).toEqual([
      'Header',
      ...Array.from({ length: 3 }, () => ['Rewarded', 'Rewarded', 'PolicyUpdated']).flat(),
    ])
    const texts = (file: string) => readFileSync(file, 'utf8').trim().split('\n').map(comparable)
    expect(texts(await record('again.jsonl'))).toEqual(texts(path))
    expect(existsSync(`${path}.lock`)).toBe(false)
  })

  it('is not written over', async () => {
    const path = await record('kept.jsonl')
    const before = readFileSync(path)
    expect(openJournal(path, header, space)).toMatchObject({ left: { _tag: 'JournalExists' } })
    expect(readFileSync(path)).toEqual(before)
  })

  it('has one writer; the lock of a dead one is taken over', () => {
    const path = join(folder, 'locked.jsonl')
    const first = openJournal(path, header, space)
    expect(openJournal(path, header, space)).toMatchObject({
      left: { _tag: 'JournalLocked', pid: process.pid },
    })
    if (E.isRight(first)) first.right.close()
    const dead = spawnSync(process.execPath, ['-e', '']).pid
    const host = spawnSync('hostname', { encoding: 'utf8' }).stdout.trim()
    const other = join(folder, 'dead.jsonl')
    writeFileSync(`${other}.lock`, `${dead} ${host}\n`)
    const taken = openJournal(other, header, space)
    expect(E.isRight(taken)).toBe(true)
    if (E.isRight(taken)) taken.right.close()
  })

  it('tells a torn last line, and refuses damage elsewhere by its line', async () => {
    const path = await record('torn.jsonl')
    appendFileSync(path, '{"at":"2026')
    expect((await read(path)).at(-1)).toMatchObject({ _tag: 'Torn', number: 11, bytes: 11 })
    const lines = readFileSync(path, 'utf8').split('\n')
    writeFileSync(path, [...lines.slice(0, 3), 'garbage', ...lines.slice(4)].join('\n'))
    expect((await read(path)).at(-1)).toMatchObject({
      _tag: 'Stopped',
      error: { _tag: 'JournalDamaged', line: 4 },
    })
  })
})
