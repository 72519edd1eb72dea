import * as E from 'fp-ts/lib/Either.js'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastValueFrom } from 'rxjs'
import { afterAll, describe, expect, it } from 'vitest'
import { accuracy } from '../../src/index.ts'
import { writeJournal } from '../../src/node/journal/index.ts'
import { beginJournal, type Beginning } from '../../src/cli/journal/beginJournal.ts'
import { resume } from '../../streams/index.ts'
import {
  firstDifference,
  header,
  options,
  policy,
  record,
  space,
  texts,
} from '../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-begin-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const parts = { header: header(), space, policy, reward: accuracy }

const run = async (path: string, beginning: Beginning, episodes: number) => {
  const begun = await beginJournal(path, beginning, parts)
  if (E.isLeft(begun)) return begun.left
  const { journal, position, words } = begun.right
  await lastValueFrom(
    resume(position, options(episodes, policy)).pipe(writeJournal(journal, policy)),
  )
  journal.close()
  return words.join('; ')
}

describe('beginJournal', () => {
  it('begins anew, goes on and begins warm, and tells what it found', async () => {
    const path = join(folder, 'run.jsonl')
    expect(await run(path, { _tag: 'Anew' }, 8)).toBe('')
    expect(await run(path, { _tag: 'Anew' }, 8)).toContain('exists already')
    appendFileSync(path, '{"at"')
    expect(await run(path, { _tag: 'Resumed' }, 16)).toBe(
      'going on after 8 episodes; cut off a last line that was torn (5 bytes)',
    )
    const whole = await record(join(folder, 'whole.jsonl'), 16)
    expect(firstDifference(texts(path), texts(whole))).toBe(undefined)
    const warm = await run(join(folder, 'warm.jsonl'), { _tag: 'Warm', from: [path] }, 4)
    expect(warm).toMatch(/^begun from 16 episodes of old journals, \d+ children known$/)
    expect(await run(join(folder, 'absent.jsonl'), { _tag: 'Resumed' }, 4)).toContain(
      'no such file',
    )
  })
})
