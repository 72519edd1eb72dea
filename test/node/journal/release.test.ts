import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as t from 'io-ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accuracy, type Policy, reinforce } from '../../../src/core.ts'
import { beginJournal, openJournal, repairJournal } from '../../../src/node/journal/index.ts'
import { orThrow } from '../../support/orThrow.ts'
import { header, policy, record, space } from '../../support/recorded-search.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rxnas-release-'))
  path = join(folder, 'run.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const parts = { header: header(), space, policy, reward: accuracy }

/** A policy with a mistake of its author: its codec throws. */
const throwing: Policy<unknown> = {
  ...(policy as Policy<unknown>),
  codec: new t.Type<unknown>(
    'throwing',
    (u): u is unknown => u === undefined,
    () => {
      throw new Error('a mistake')
    },
    () => {
      throw new Error('a mistake')
    },
  ),
}
const clock = {
  now: (): Date => {
    throw new Error('no clock')
  },
}

/** How many files this process holds open, where the system tells. */
const openFiles = (): number | undefined =>
  process.platform === 'linux' ? readdirSync('/proc/self/fd').length : undefined

describe('what opening a journal has acquired', () => {
  it('is released where writing the header throws', () => {
    const before = openFiles()
    expect(() => openJournal(path, header(), space, clock)).toThrow('no clock')
    expect(readdirSync(folder)).toEqual([])
    expect(openFiles()).toBe(before)
  })

  it('is released where the policy throws while it learns what the journal holds', async () => {
    await record(path, 12, { snapshotEvery: 4 })
    const bytes = readFileSync(path)
    await expect(beginJournal(path, { ...parts, policy: throwing })).rejects.toThrow('a mistake')
    expect(readdirSync(folder)).toEqual(['run.jsonl'])
    expect(readFileSync(path)).toEqual(bytes)
  })

  it('is released where a snapshot that a crash has kept from the file cannot be written', async () => {
    // Recorded without snapshots, it ends where one is due.
    await record(path, 8, { snapshotEvery: 1000 })
    await expect(
      beginJournal(path, parts, { _tag: 'Resumed' }, { ...clock, snapshotEvery: 4 }),
    ).rejects.toThrow('no clock')
    expect(readdirSync(folder)).toEqual(['run.jsonl'])
  })

  it('is released where a warm start fails: nothing appears', async () => {
    const old = await record(join(folder, 'old.jsonl'), 8)
    const begun = beginJournal(
      path,
      { ...parts, policy: { ...throwing, learn: () => (state: unknown) => state } },
      { _tag: 'Warm', from: [old] },
    )
    await expect(begun).rejects.toThrow('a mistake')
    expect(readdirSync(folder)).toEqual(['old.jsonl'])
  })

  it('is released where the search is another, and the journal can be opened again', async () => {
    await record(path, 8)
    const other = reinforce(space, { units: 5, embedding: 3 })
    const refused = await beginJournal(path, { ...parts, policy: other, header: header(other) })
    expect(refused).toMatchObject({ left: { _tag: 'JournalOfAnotherSearch' } })
    orThrow(await beginJournal(path, parts)).journal.close()
    expect(readdirSync(folder)).toEqual(['run.jsonl'])
  })

  it('is released where a journal cannot be read for its repair', async () => {
    const to = join(folder, 'repaired.jsonl')
    expect(await repairJournal(folder, to)).toMatchObject({ left: { _tag: 'JournalNotRead' } })
    expect(readdirSync(folder)).toEqual([])
  })
})
