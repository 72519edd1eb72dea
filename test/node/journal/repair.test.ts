import * as fc from 'fast-check'
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkJournal, readAnyJournal, repairJournal } from '../../../src/node/journal/index.ts'
import { orThrow } from '../../support/orThrow.ts'
import { goOn, record, texts } from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-repair-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let lines: ReadonlyArray<string> = []
let whole = ''
beforeAll(async () => {
  whole = await record(join(folder, 'whole.jsonl'), 20, { snapshotEvery: 6 })
  lines = readFileSync(whole, 'utf8').trimEnd().split('\n')
})

/** A journal with another text in place of a line, and its repaired form beside it. */
const repaired = async (changed: ReadonlyArray<string>) => {
  const path = join(folder, 'damaged.jsonl')
  const to = join(folder, 'mended.jsonl')
  rmSync(to, { force: true })
  writeFileSync(path, `${changed.join('\n')}\n`)
  const result = await repairJournal(path, to)
  return { path, to, result }
}

const readTags = async (path: string) => {
  const out = []
  for await (const read of readAnyJournal(path)) out.push(read._tag)
  return out
}

describe('checkJournal', () => {
  it('counts what a whole journal holds', async () => {
    expect(await checkJournal(whole)).toMatchObject({
      right: { schema: 3, episodes: 20, rounds: 5, snapshots: 3, damaged: 0, torn: undefined },
    })
  })

  it('tells every damage by line and reason, and a torn end apart', async () => {
    const path = join(folder, 'many.jsonl')
    const changed = lines.map((line, i) =>
      i === 2
        ? 'garbage'
        : i === 4
          ? line.replace('"reward":', '"reward":null,"was":')
          : i === 7
            ? (lines[1] ?? '')
            : line,
    )
    writeFileSync(path, `${changed.join('\n')}\n{"at":"2026`)
    const check = orThrow(await checkJournal(path))
    expect(check.damages.map(({ line }) => line)).toEqual([3, 5, 8, 9])
    expect(check.damages.map(({ reason }) => reason)).toEqual([
      'it is no JSON',
      'its hash is another: it was changed, or a line before it is missing, moved or repeated',
      'its hash is another: it was changed, or a line before it is missing, moved or repeated',
      'its hash is another: it was changed, or a line before it is missing, moved or repeated',
    ])
    expect(check.torn).toMatchObject({ bytes: 11 })
  })

  it.each([
    ['nothing', ''],
    ['no header', '{"at":"x","event":{"_tag":"Snapshot"}}\n'],
    ['two headers', undefined],
  ])('says that a file with %s is damaged', async (_, text) => {
    const path = join(folder, 'bad.jsonl')
    writeFileSync(path, text ?? `${lines[0]}\n${lines[0]}\n`)
    expect(orThrow(await checkJournal(path)).damaged).toBe(1)
  })
})

describe('repairJournal', () => {
  it('leaves what is whole as it is, and drops nothing', async () => {
    const { to, result } = await repaired(lines)
    expect(result).toMatchObject({ right: { kept: lines.length, dropped: [] } })
    expect(texts(to)).toEqual(texts(whole))
  })

  it('keeps every whole line but those that stood on a lost one, whatever is lost', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: lines.length - 1 }), { maxLength: 4 }),
        async (lost) => {
          const { path, to, result } = await repaired(
            lines.map((line, i) => (lost.includes(i) ? line.slice(0, line.length / 2) : line)),
          )
          const { kept, dropped } = orThrow(result)
          expect(kept + dropped.length).toBe(lines.length)
          for (const line of lost)
            expect(dropped.some((damage) => damage.line === line + 1)).toBe(true)
          // Beside what was lost, only the snapshot of a lost round's end.
          expect(dropped.length).toBeLessThanOrEqual(2 * lost.length)
          expect(await checkJournal(to)).toMatchObject({ right: { damaged: 0 } })
          expect((await readTags(to)).includes('Stopped')).toBe(false)
          expect(readFileSync(path, 'utf8')).not.toBe(readFileSync(to, 'utf8') + 'x')
        },
      ),
      { numRuns: 25 },
    ))

  it('makes a journal that goes on where a snapshot follows the damage', async () => {
    const { to } = await repaired(lines.map((line, i) => (i === 3 ? 'garbage' : line)))
    await goOn(to, 28, { snapshotEvery: 6 })
    expect(await checkJournal(to)).toMatchObject({ right: { episodes: 27, damaged: 0 } })
  })

  it('writes over nothing, and does nothing without a header', async () => {
    appendFileSync(join(folder, 'there.jsonl'), 'mine')
    expect(await repairJournal(whole, join(folder, 'there.jsonl'))).toMatchObject({
      left: { _tag: 'JournalExists' },
    })
    const { to, result } = await repaired(['garbage', ...lines.slice(1)])
    expect(result).toMatchObject({ left: { _tag: 'JournalDamaged', line: 1 } })
    expect(existsSync(to)).toBe(false)
  })
})
