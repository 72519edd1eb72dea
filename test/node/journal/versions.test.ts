import * as E from 'fp-ts/lib/Either.js'
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { lastValueFrom, toArray } from 'rxjs'
import { withOwnPolicy } from '../../../src/cli/journal/ownPolicy.ts'
import {
  anyJournalLine,
  articleActions,
  isReadable,
  journalSchema,
  reinforce,
} from '../../../src/core.ts'
import {
  anyJournalLines,
  checkJournal,
  readAnyJournal,
  readJournal,
} from '../../../src/node/journal/index.ts'
import { replay } from '../../../streams/index.ts'
import { firstDifference } from '../../support/firstDifference.ts'
import { goOnBy, recordBy, space, texts } from '../../support/recorded-search.ts'

const stored = join(import.meta.dirname, 'stored')
const files = readdirSync(stored)
/** The policy of the stored searches, which there was before rewards were ranked. */
const former = reinforce(space, { units: 4, embedding: 3, rankOver: 0 })
const folder = mkdtempSync(join(tmpdir(), 'rxnas-versions-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const eventsOf = async (reads: AsyncIterable<{ readonly _tag: string }>) => {
  const out = []
  for await (const one of reads) out.push(one)
  return out
}

describe('a journal of any version', () => {
  it('is stored here for every version there was', () => {
    for (let version = 1; version <= journalSchema; version++) {
      expect(isReadable(version)).toBe(true)
      expect(files.some((file) => file.startsWith(`v${version}-`))).toBe(true)
    }
  })

  it.each(files)('%s is read to its end, without its space too', async (file) => {
    const path = join(stored, file)
    const count = readFileSync(path, 'utf8').trimEnd().split('\n').length
    const own = file.endsWith('-article.jsonl') ? articleActions({ layers: 1 }) : space
    const reads = await eventsOf(readJournal<unknown>(path, own))
    expect(reads.map(({ _tag }) => _tag)).toEqual(Array.from({ length: count }, () => 'Line'))
    const any = await eventsOf(readAnyJournal(path))
    expect(any).toHaveLength(count)
    for (const read of any)
      expect('line' in read && E.isRight(anyJournalLine.decode(read.line))).toBe(true)
    expect(await checkJournal(path)).toMatchObject({ right: { damaged: 0, torn: undefined } })
  })

  it('of version 1 goes on as one of this version, with the search that was begun then', async () => {
    const path = join(folder, 'old.jsonl')
    const lines = readFileSync(join(stored, 'v1-reinforce.jsonl'), 'utf8').split('\n')
    // Its first three rounds: a longer search has no shorter last round.
    writeFileSync(path, `${lines.slice(0, 16).join('\n')}\n`)
    const before = readFileSync(path)
    await goOnBy(former, path, 20)
    const fresh = await recordBy(former, join(folder, 'fresh.jsonl'), 20)
    const [first = '', ...rest] = texts(path)
    expect(firstDifference(rest, texts(fresh).slice(1))).toBe(undefined)
    expect(JSON.parse(first)).toMatchObject({
      event: { schema: journalSchema, upgraded: { from: 1, lines: 16 } },
    })
    expect(readFileSync(`${path}.version-1`)).toEqual(before)
    expect(existsSync(`${path}.new`)).toBe(false)
  })

  it.each(['v1-reinforce.jsonl', 'v2-reinforce.jsonl', 'v3-reinforce.jsonl'])(
    '%s replays by its header: what that does not name is not of today',
    async (file) => {
      const path = join(stored, file)
      const [read] = await eventsOf(readAnyJournal(path))
      const line = read !== undefined && 'line' in read ? read.line : undefined
      const first = anyJournalLine.decode(line)
      if (E.isLeft(first) || first.right.event._tag !== 'Header') return expect.fail('no header')
      const updates = withOwnPolicy(first.right.event, (policy) =>
        lastValueFrom(replay(anyJournalLines(path), policy).pipe(toArray())),
      )
      if (E.isLeft(updates)) return expect.fail(updates.left)
      expect((await updates.right).length).toBeGreaterThan(0)
    },
  )

  it('of a version to come is refused by its number', async () => {
    const path = join(folder, 'new.jsonl')
    copyFileSync(join(stored, 'v1-article.jsonl'), path)
    writeFileSync(path, readFileSync(path, 'utf8').replace('"schema":1', '"schema":99'))
    const [read] = await eventsOf(readAnyJournal(path))
    expect(read).toMatchObject({ error: { _tag: 'JournalDamaged', line: 1 } })
    expect(JSON.stringify(read)).toContain('version 99')
  })
})
