import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice, int, sequence, struct } from '../../../src/core.ts'
import {
  chainLine,
  checkLines,
  type Chunks,
  csvText,
  columnsOf,
  jsonText,
  type LineRead,
  readAnyLines,
  readLines,
  repairLines,
  type RepairStep,
  rowsOf,
  scalarsOf,
} from '../../../src/episode/journal/index.ts'
import { journal, journalContract, tornJournal } from '../../../src/testing/index.ts'

const space = struct({
  widths: sequence(1, 2, choice(8, 16)),
  name: choice('plain', 'mit Öl', '🙂'),
  depth: int({ min: 1, max: 3 }),
})

const all = async <A>(items: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
  const out: Array<A> = []
  for await (const item of items) out.push(item)
  return out
}

/** A text as bytes, cut at given places. */
const cutAt = (text: string, places: ReadonlyArray<number>): ReadonlyArray<Uint8Array> => {
  const bytes = new TextEncoder().encode(text)
  const cuts = [0, ...places.map((n) => n % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  return cuts.slice(1).map((end, i) => bytes.subarray(cuts[i], end))
}

const places = fc.array(fc.nat(), { maxLength: 12 })

describe('a journal as text', () => {
  it('is read alike in whatever pieces it comes, as text or bytes, with its space or without', () =>
    fc.assert(
      fc.asyncProperty(tornJournal(space), places, async ({ text }, cuts) => {
        const whole = await all(readLines([text], space))
        expect(await all(readLines(cutAt(text, cuts), space))).toEqual(whole)
        const untyped = await all(readAnyLines(cutAt(text, cuts)))
        expect(untyped.map(({ _tag }) => _tag)).toEqual(whole.map(({ _tag }) => _tag))
      }),
    ))

  it('tells of each line where it ends, in bytes', () =>
    fc.assert(
      fc.asyncProperty(tornJournal(space), places, async ({ text, whole }, cuts) => {
        const bytes = new TextEncoder().encode(text)
        const reads = await all(readLines(cutAt(text, cuts), space))
        const ends = reads.flatMap((read) => (read._tag === 'Line' ? [read.upTo] : []))
        expect(ends).toEqual(
          [...bytes].flatMap((byte, i) => (byte === 10 ? [i + 1] : [])).slice(0, whole),
        )
        const torn = bytes.length - (ends.at(-1) ?? 0)
        expect(reads.at(-1)).toEqual({ _tag: 'Torn', number: whole + 1, bytes: torn })
      }),
    ))

  it('keeps the laws of journals', () =>
    journalContract({
      space,
      write: (header, events) => {
        let text = ''
        let before: string | undefined
        for (const event of [header, ...events]) {
          before = chainLine(JSON.stringify({ at: '2026-01-01', event }), before)
          text += `${before}\n`
        }
        return text
      },
      async *read(text) {
        for await (const read of readLines([text], space))
          if (read._tag === 'Damaged')
            yield { _tag: 'Stopped', error: { message: read.damage.reason } }
          else if (read._tag === 'OfAnotherSpace')
            yield { _tag: 'Stopped', error: { message: 'another space' } }
          else yield read
      },
    }))
})

describe('checkLines and repairLines', () => {
  /** Journals of at least three lines, one of which, not the first, is cut in its middle. */
  const damaged = fc
    .tuple(
      journal(space).filter(({ lines }) => lines.length > 2),
      fc.nat(),
    )
    .map(([{ lines }, n]) => {
      const at = 1 + (n % (lines.length - 1))
      return {
        at,
        lines,
        text: lines.map((l, i) => `${i === at ? l.slice(0, l.length / 2) : l}\n`).join(''),
      }
    })

  const kept = (steps: ReadonlyArray<RepairStep>): string =>
    steps.flatMap((step) => ('text' in step ? [`${step.text}\n`] : [])).join('')

  it('find nothing wrong in a whole journal, and keep it as it is', () =>
    fc.assert(
      fc.asyncProperty(journal(space), async ({ text, events }) => {
        const rewarded = events.filter(({ _tag }) => _tag === 'Rewarded').length
        const ends = events.filter(({ _tag }) => _tag === 'PolicyUpdated').length
        expect(await checkLines([text])).toEqual({
          ...{ schema: 3, episodes: rewarded, rounds: ends, recalled: 0, snapshots: 0 },
          ...{ dropped: 0, skipped: 0 },
          ...{ damages: [], damaged: 0, wholeAfter: 0, torn: undefined },
        })
        expect(kept(await all(repairLines([text], 9)))).toBe(text)
      }),
    ))

  it('tell a damaged line by its number, and keep what does not stand on it', () =>
    fc.assert(
      fc.asyncProperty(damaged, async ({ at, text, lines }) => {
        const check = await checkLines([text])
        expect(check.damages[0]).toMatchObject({ line: at + 1, reason: 'it is no JSON' })
        const reads: ReadonlyArray<LineRead<unknown>> = await all(readLines([text], space))
        expect(reads.at(-1)).toMatchObject({ _tag: 'Damaged', damage: { line: at + 1 } })
        expect(reads).toHaveLength(at + 1)
        const steps = await all(repairLines([text], 9))
        const found = steps.filter(({ _tag }) => _tag !== 'Added')
        expect(found).toHaveLength(lines.length)
        expect(found[at]).toMatchObject({ _tag: 'Dropped', damage: { line: at + 1 } })
        expect((await checkLines([kept(steps)])).damaged).toBe(0)
      }),
    ))

  it.each<readonly [string, Chunks]>([
    ['nothing', []],
    ['an empty text', ['']],
    ['another JSON', ['{"a":1}\n']],
    ['no JSON', ['a,b\n1,2\n']],
    ['bytes that are no text', [new Uint8Array([0xff, 0xfe, 10])]],
  ])('find no header in %s, and keep nothing of it', async (_, chunks) => {
    const check = await checkLines(chunks)
    expect(check.damages[0]?.line).toBe(1)
    expect(await all(repairLines(chunks, 9))).toMatchObject([
      { _tag: 'Refused', damage: { line: 1 } },
    ])
  })
})

describe('the rows of a journal', () => {
  it('are the same in CSV and JSON, and its curves have a point for each', () =>
    fc.assert(
      fc.asyncProperty(journal(space), async ({ text, events }) => {
        const recorded = async function* () {
          for await (const read of readAnyLines([text])) if (read._tag === 'Line') yield read.line
        }
        const columns = await columnsOf(recorded)
        const json = JSON.parse(
          (await all(jsonText(columns, rowsOf(recorded)))).join(''),
        ) as ReadonlyArray<Record<string, unknown>>
        const csv = await all(csvText(columns, rowsOf(recorded)))
        const rewards = events.flatMap((e) => (e._tag === 'Rewarded' ? [e.reward] : []))
        expect(json.map(({ reward }) => reward)).toEqual(rewards)
        expect(csv[0]).toBe(`${columns.map(({ name }) => name).join(',')}\r\n`)
        expect(csv).toHaveLength(rewards.length + 1)
        for (const [i, row] of json.entries())
          expect(csv[i + 1]?.startsWith(`${String(row['episode'])},`)).toBe(true)
        const scalars = await all(scalarsOf(recorded))
        expect(
          scalars.filter(({ name }) => name === 'search/reward').map(({ value }) => value),
        ).toEqual(rewards)
        const best = scalars.filter(({ name }) => name === 'search/best').at(-1)?.value
        expect(best).toBe(rewards.length === 0 ? undefined : Math.max(...rewards))
      }),
    ))
})
