import * as E from 'fp-ts/lib/Either.js'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastValueFrom } from 'rxjs'
import { afterAll, describe, expect, it } from 'vitest'
import { accuracy } from '../../../src/core.ts'
import { beginJournal, writeJournal } from '../../../src/node/journal/index.ts'
import { type JournalBeginning } from '../../../src/session/index.ts'
import { resume } from '../../../streams/index.ts'
import { firstDifference } from '../../support/firstDifference.ts'
import { header, options, policy, record, space, texts } from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-begin-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const parts = { header: header(), space, policy, reward: accuracy }

const run = async (path: string, episodes: number, beginning?: JournalBeginning) => {
  const begun = await beginJournal(path, parts, beginning)
  if (E.isLeft(begun)) return begun.left._tag
  const { journal, position, notices } = begun.right
  await lastValueFrom(
    resume(position, options(episodes, policy)).pipe(writeJournal(journal, policy)),
  )
  journal.close()
  return notices
}

describe('beginJournal', () => {
  it('makes a journal, or goes on with the one that is there', async () => {
    const path = join(folder, 'run.jsonl')
    expect(await run(path, 8)).toEqual([])
    expect(await run(path, 8, { _tag: 'New' })).toBe('JournalExists')
    appendFileSync(path, '{"at"')
    expect(await run(path, 16)).toEqual([
      { _tag: 'Resumed', episodes: 8 },
      { _tag: 'TornLineCut', bytes: 5 },
    ])
    const whole = await record(join(folder, 'whole.jsonl'), 16)
    expect(firstDifference(texts(path), texts(whole))).toBe(undefined)
  })

  it('begins with the episodes of old journals, and tells how many', async () => {
    const old = await record(join(folder, 'old.jsonl'), 12)
    expect(await run(join(folder, 'warm.jsonl'), 4, { _tag: 'Warm', from: [old] })).toEqual([
      { _tag: 'WarmStarted', episodes: 12, children: expect.any(Number) as number },
    ])
  })

  it('does not resume what is not there', async () => {
    const path = join(folder, 'absent.jsonl')
    expect(await run(path, 4, { _tag: 'Resumed' })).toBe('JournalNotRead')
  })
})
