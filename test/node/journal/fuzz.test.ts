import * as E from 'fp-ts/lib/Either.js'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accuracy, deriveSeed, nextUniform, randomState } from '../../../src/core.ts'
import {
  checkLines,
  readAnyLines,
  readLines,
  repairLines,
} from '../../../src/episode/journal/index.ts'
import { positionOf } from '../../../streams/index.ts'
import { fuzzSeed } from '../../support/fuzz-seed.ts'
import { rechain } from '../../support/rechain.ts'
import { policy, record, space } from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const stored = (file: string): Buffer =>
  readFileSync(join(import.meta.dirname, 'stored', `${file}-reinforce.jsonl`))

/** Changes that are tried of each kind of journal; more of them by RXNAS_FUZZ_RUNS. */
const runs = Number(process.env['RXNAS_FUZZ_RUNS'] ?? 60)

type Draw = (below: number) => number
const drawBy = (seed: number): Draw => {
  let state = randomState(seed)
  return (below) => {
    const [drawn, next] = nextUniform(state)
    state = next
    return Math.floor(drawn * below)
  }
}

/** Values that a journal does not hold, or holds elsewhere. */
const hostile: ReadonlyArray<string> = [
  ...['1e999', '-1e999', '-1', '0', '1e15', '9007199254740993', '0.5', 'null', 'true', '""', '[]'],
  ...['{}', '"\\u0000"', '"__proto__"', '{"__proto__":{"x":1}}', '"constructor"', '"\\ud800"'],
  ...[`${'['.repeat(2000)}${']'.repeat(2000)}`, `"${'x'.repeat(20_000)}"`, '[[[1]]]'],
]

const linesOf = (bytes: Uint8Array): ReadonlyArray<string> =>
  Buffer.from(bytes).toString().split('\n').slice(0, -1)
const bytesOf = (lines: ReadonlyArray<string>): Uint8Array =>
  Buffer.from(lines.map((line) => `${line}\n`).join(''))

/** Changes of a journal's bytes or lines. */
const changes: Readonly<Record<string, (bytes: Uint8Array, draw: Draw) => Uint8Array>> = {
  'a bit': (bytes, draw) => {
    const at = draw(bytes.length)
    return bytes.map((byte, i) => (i === at ? byte ^ (1 << draw(8)) : byte))
  },
  'a byte lost': (bytes, draw) => {
    const at = draw(bytes.length)
    return bytes.filter((_, i) => i !== at)
  },
  'a byte more': (bytes, draw) => {
    const at = draw(bytes.length)
    return Buffer.concat([bytes.subarray(0, at), Buffer.from([draw(256)]), bytes.subarray(at)])
  },
  'its end': (bytes, draw) => bytes.subarray(0, draw(bytes.length)),
  'a line lost': (bytes, draw) => {
    const lines = linesOf(bytes)
    return bytesOf(lines.toSpliced(draw(lines.length), 1 + draw(3)))
  },
  'a line repeated': (bytes, draw) => {
    const lines = linesOf(bytes)
    return bytesOf(lines.toSpliced(draw(lines.length), 0, lines[draw(lines.length)] ?? ''))
  },
  'two lines': (bytes, draw) => {
    const lines = linesOf(bytes)
    const [a, b] = [draw(lines.length), draw(lines.length)]
    return bytesOf(lines.with(a, lines[b] ?? '').with(b, lines[a] ?? ''))
  },
  'a value': (bytes, draw) => withHostile(bytes, draw),
}

/** A journal with one of its values changed for a hostile one. */
const withHostile = (bytes: Uint8Array, draw: Draw): Uint8Array => {
  const lines = linesOf(bytes)
  const at = draw(lines.length)
  const line = lines[at] ?? ''
  const values = [...line.matchAll(/:(-?[0-9][0-9.e+-]*|"[^"\\]*"|true|false|null)(?=[,}])/g)]
  const value = values[draw(Math.max(1, values.length))]
  if (value === undefined) return bytes
  const start = value.index + 1
  const text = `${line.slice(0, start)}${hostile[draw(hostile.length)] ?? ''}${line.slice(start + (value[1] ?? '').length)}`
  return bytesOf(lines.with(at, text))
}

interface Outcome {
  readonly end: 'whole' | 'torn' | 'refused'
  /** Of the refusal. */
  readonly line: number
  readonly events: ReadonlyArray<string>
}

const read = async (bytes: Uint8Array): Promise<Outcome> => {
  const events: Array<string> = []
  for await (const one of readAnyLines([bytes]))
    if (one._tag === 'Line') events.push(JSON.stringify(one.line.event))
    else if (one._tag === 'Torn') return { end: 'torn', line: one.number, events }
    else if (one._tag === 'Damaged') {
      expect(one.damage.reason.length).toBeLessThan(500)
      return { end: 'refused', line: one.damage.line, events }
    }
  return { end: 'whole', line: 0, events }
}

/** Where the search of a journal stands, if it comes to its end; what is wrong with it is a value. */
const fold = async (bytes: Uint8Array): Promise<void> => {
  const position = positionOf(policy, accuracy)
  for await (const one of readLines([bytes], space))
    if (one._tag === 'Line') position.add(one.line)
    else if (one._tag !== 'Skipped') return
  const reached = position.position()
  if (E.isRight(reached)) expect(Number.isFinite(reached.right.context.best ?? 0)).toBe(true)
}

/** What holds of every text: it is read, checked and repaired without a fault, and alike. */
const holds = async (bytes: Uint8Array): Promise<Outcome> => {
  const outcome = await read(bytes)
  const check = await checkLines([bytes])
  const lines = linesOf(bytes).length + 1
  if (outcome.end === 'refused') {
    expect(outcome.line).toBeGreaterThan(0)
    expect(outcome.line).toBeLessThanOrEqual(lines)
    expect(check.damages[0]?.line).toBe(outcome.line)
  } else if (outcome.events.length > 0) expect(check.damaged).toBe(0)
  await fold(bytes)
  const repaired: Array<string> = []
  for await (const step of repairLines([bytes], lines)) {
    if (step._tag === 'Refused') return outcome
    if ('text' in step) repaired.push(step.text)
  }
  expect((await checkLines([bytesOf(repaired)])).damages).toEqual([])
  return outcome
}

const isPrefix = (part: ReadonlyArray<string>, all: ReadonlyArray<string>): boolean =>
  part.length <= all.length && part.every((event, i) => event === all[i])

describe(`journals that were changed, by RXNAS_FUZZ_SEED=${fuzzSeed}`, () => {
  let whole: Uint8Array = Buffer.from('')
  beforeAll(async () => {
    whole = readFileSync(await record(join(folder, 'run.jsonl'), 10, { snapshotEvery: 4 }))
  })

  it('of this version are refused with a line, or read to where they are as they were', async () => {
    const originals = [whole, stored('v3')]
    const events = await Promise.all(originals.map(async (one) => (await read(one)).events))
    const draw = drawBy(fuzzSeed)
    const kinds = Object.entries(changes)
    for (let run = 0; run < runs; run++) {
      const which = run % originals.length
      const [kind, change] = kinds[draw(kinds.length)] ?? ['', (same: Uint8Array) => same]
      const changed = change(originals[which] ?? whole, draw)
      const outcome = await holds(changed)
      expect(isPrefix(outcome.events, events[which] ?? []), `run ${run}, ${kind}`).toBe(true)
      if (outcome.end === 'whole' && kind !== 'its end' && kind !== 'a line lost')
        expect(Buffer.compare(changed, originals[which] ?? whole), `run ${run}, ${kind}`).toBe(0)
    }
  })

  it.each(['v1', 'v2'])('of version %s are refused with a line, or read', async (version) => {
    const draw = drawBy(deriveSeed(fuzzSeed, version === 'v1' ? 1 : 2))
    const kinds = Object.values(changes)
    for (let run = 0; run < runs / 2; run++)
      await holds((kinds[draw(kinds.length)] ?? withHostile)(stored(version), draw))
  })

  it('are refused with a line, or read, also where who changed them wrote their hashes anew', async () => {
    const draw = drawBy(deriveSeed(fuzzSeed, 3))
    const kinds = Object.entries(changes).filter(([kind]) => !kind.startsWith('a b'))
    for (let run = 0; run < runs; run++) {
      const [, change] = kinds[draw(kinds.length)] ?? ['', withHostile]
      const changed = change(run % 2 === 0 ? whole : stored('v3'), draw)
      await holds(bytesOf(rechain(linesOf(changed))))
    }
  })
})
