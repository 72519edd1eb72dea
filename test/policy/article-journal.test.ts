import * as E from 'fp-ts/lib/Either.js'
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastValueFrom, toArray } from 'rxjs'
import { afterAll, describe, expect, it } from 'vitest'
import {
  articleActions,
  articleReinforce,
  articleReward,
  journalHeader,
  policies,
  policyOfHeader,
} from '../../src/core.ts'
import {
  anyJournalLines,
  checkJournal,
  continueJournal,
  readAnyJournal,
  writeJournal,
} from '../../src/node/journal/index.ts'
import { replay, resume } from '../../streams/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-article-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A journal of when the policy was called seed-reinforce. */
const stored = join(import.meta.dirname, '../node/journal/stored/v1-article.jsonl')

const [space, policy, reward] = [
  articleActions({ layers: 1 }),
  articleReinforce({ maxLayers: 1 }),
  articleReward('code'),
]
const header = journalHeader({
  ...{ space, policy, reward, trainer: { name: 'stub', options: {} } },
  ...{ budget: { epochs: 1 }, batch: 1, seed: 7, package: '0.1.0' },
})

describe('a journal that names the article’s policy as it was called before', () => {
  it('is unlike that of a new search', () => {
    expect(readFileSync(stored, 'utf8')).toContain('"name":"seed-reinforce"')
    expect(header.policy.name).toBe('article-reinforce')
  })

  it('replays by its header', async () => {
    for await (const read of readAnyJournal(stored)) {
      if (!('line' in read) || read.line.event._tag !== 'Header') return expect.fail('no header')
      const some = policyOfHeader(policies, read.line.event)
      if (E.isLeft(some)) return expect.fail(some.left.message)
      expect(some.right(({ name }) => name)).toBe('article-reinforce')
      const told = some.right((own) =>
        lastValueFrom(replay(anyJournalLines(stored), own).pipe(toArray())),
      )
      expect((await told).length).toBeGreaterThan(5)
      return
    }
  })

  it('goes on by the policy of today', async () => {
    const path = join(folder, 'resumed.jsonl')
    copyFileSync(stored, path)
    const begun = await continueJournal(path, { header, space, policy, reward })
    if (E.isLeft(begun)) return expect.fail(begun.left.message)
    const { journal, position } = begun.right
    const trainer = () => [{ accuracy: 0.5 }]
    const budget = { epochs: 1 }
    const options = { space, policy, reward, trainer, budget, batch: 1, seed: 7, episodes: 12 }
    await lastValueFrom(resume(position, options).pipe(writeJournal(journal, policy)))
    journal.close()
    expect(await checkJournal(path)).toMatchObject({ right: { episodes: 12, damaged: 0 } })
  })
})
