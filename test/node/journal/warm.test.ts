import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lastValueFrom, tap } from 'rxjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  accuracy,
  architectureKey,
  choice,
  describeSpace,
  random,
  reinforce,
  struct,
} from '../../../src/core.ts'
import {
  checkJournal,
  journalLines,
  warmJournal,
  writeJournal,
} from '../../../src/node/journal/index.ts'
import { replay, resume } from '../../../streams/index.ts'
import { firstDifference } from '../../support/firstDifference.ts'
import { orThrow } from '../../support/orThrow.ts'
import {
  goOn,
  header,
  options,
  policy,
  record,
  space,
  texts,
} from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-warm-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const parts = { header: header(), space, policy, reward: accuracy }
let old = ''
beforeAll(async () => {
  old = await record(join(folder, 'old.jsonl'), 14)
})

const warm = async (name: string, episodes: number, changed: Partial<typeof parts> = {}) => {
  const path = join(folder, name)
  const begun = orThrow(
    await warmJournal(path, { ...parts, ...changed }, [old], { snapshotEvery: 6 }),
  )
  const trained: Array<unknown> = []
  const search = options(episodes, policy)
  await lastValueFrom(
    resume(begun.position, {
      ...search,
      trainer: (job) => {
        trained.push(architectureKey(space)(job.architecture))
        return search.trainer(job)
      },
    }).pipe(writeJournal(begun.journal, policy)),
  )
  begun.journal.close()
  return { path, trained, ...begun }
}

describe('a warm start', () => {
  it('begins with the old episodes: learned from, and their children known', async () => {
    const { path, position, recalled, trained, left } = await warm('new.jsonl', 12)
    expect([recalled, left]).toEqual([14, 0])
    expect(position.state.updates).toBe(4)
    const known = [...position.trained.keys()]
    expect(known.length).toBeGreaterThan(3)
    for (const key of trained) expect(known).not.toContain(key)
    expect(await checkJournal(path)).toMatchObject({
      right: { recalled: 14, episodes: 12, damaged: 0 },
    })
    const first = JSON.parse(readFileSync(path, 'utf8').split('\n')[0] ?? '') as {
      event: { warmStart: unknown }
    }
    expect(first.event.warmStart).toEqual([{ journal: old, episodes: 14 }])
  })

  it('goes on without the old journals, wherever it was stopped', async () => {
    const { path } = await warm('whole.jsonl', 12)
    const expected = texts(path)
    const lines = readFileSync(path, 'utf8').split('\n')
    // From the last old episode on: before the snapshot, within a line, between two.
    for (const [whole, torn] of [
      [15, 0],
      [15, 9],
      [18, 20],
      [25, 0],
    ] as const) {
      const text = `${lines.slice(0, whole).join('\n')}\n${(lines[whole] ?? '').slice(0, torn)}`
      writeFileSync(path, text)
      await goOn(path, 12, { snapshotEvery: 6 })
      expect(firstDifference(texts(path), expected)).toBe(undefined)
    }
    writeFileSync(path, `${lines.slice(0, 9).join('\n')}\n`)
    await expect(goOn(path, 12)).rejects.toThrow('6 of the old episodes')
    writeFileSync(path, lines.join('\n'))
    let last: unknown
    await lastValueFrom(
      replay(journalLines(path, space), policy).pipe(tap(({ state }) => (last = state.updates))),
    )
    expect(last).toBe(4 + 3)
  })

  it('does not take metrics of another trainer or budget for its own', async () => {
    const budget = { epochs: 2 }
    const { position } = await warm('budget.jsonl', 4, { header: { ...header(), budget } })
    expect([position.trained.size, position.state.updates]).toEqual([0, 4])
  })

  it('lets another policy learn what the old one did not record', async () => {
    const path = join(folder, 'other.jsonl')
    const learner = reinforce(space, { units: 6, embedding: 2 })
    const begun = orThrow(
      await warmJournal(path, { ...parts, policy: learner, header: header(learner) }, [
        join(import.meta.dirname, 'stored', 'v1-reinforce.jsonl'),
      ]),
    )
    expect(begun.position.state.updates).toBe(4)
    begun.journal.close()
  })

  it('is refused from a journal of another space, and leaves nothing', async () => {
    const other = struct({ units: choice(8, 16) })
    const path = join(folder, 'none.jsonl')
    const refused = await warmJournal(
      path,
      {
        ...{ space: other, policy: random(other), reward: accuracy },
        header: { ...header(), space: describeSpace(other) },
      },
      [old],
    )
    expect(refused).toMatchObject({ left: { _tag: 'NothingToRecall' } })
    expect([existsSync(path), existsSync(`${path}.lock`), existsSync(`${path}.new`)]).toEqual([
      false,
      false,
      false,
    ])
  })
})
