import * as E from 'fp-ts/lib/Either.js'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { chainLine, choice, isChained, journalLineCodec, sequence, struct } from '../../src/core.ts'
import { openJournal, readJournal } from '../../src/node/journal/index.ts'
import {
  journalContract,
  type JournalReading,
  type JournalUnderTest,
} from '../../src/testing/index.ts'

const space = struct({ layers: sequence(1, 2, choice('conv', 'pool')), width: choice(8, 16) })
type Layers = JournalUnderTest<unknown>

const folder = mkdtempSync(join(tmpdir(), 'rxnas-contract-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
const inFiles: Layers = {
  space,
  runs: 10,
  write: (header, events) => {
    const path = join(folder, `written-${files++}.jsonl`)
    const opened = openJournal(path, header, space, { sync: 'end' })
    if (E.isLeft(opened)) throw new Error(opened.left.message)
    // What the contract writes are the space's own architectures.
    for (const event of events) opened.right.append(event as never)
    opened.right.close()
    return readFileSync(path, 'utf8')
  },
  read: (text) => {
    const path = join(folder, `read-${files++}.jsonl`)
    writeFileSync(path, text)
    return readJournal<unknown>(path, space)
  },
}

const codec = journalLineCodec<unknown>(space)

/** Reads a text in memory, by a check of its chain. */
function* readText(
  text: string,
  chained: (line: string, before?: string) => boolean,
): Generator<JournalReading<unknown>> {
  const lines = text.split('\n')
  for (const [i, line] of lines.entries()) {
    const number = i + 1
    if (number === lines.length) {
      if (line !== '') yield { _tag: 'Torn', number }
      return
    }
    let json: unknown
    try {
      json = JSON.parse(line)
    } catch {
      json = undefined
    }
    const decoded = codec.decode(json)
    if (
      !chained(line, lines[i - 1]) ||
      E.isLeft(decoded) ||
      (decoded.right.event._tag === 'Header') !== (i === 0)
    ) {
      yield { _tag: 'Stopped', error: { message: `line ${number}` } }
      return
    }
    yield { _tag: 'Line', number, line: decoded.right }
  }
}

/** The simplest that keeps the contract: a text in memory. */
const inMemory: Layers = {
  space,
  write: (header, events) => {
    let text = ''
    let before: string | undefined
    for (const event of [header, ...events]) {
      before = chainLine(JSON.stringify(codec.encode({ at: '2026-01-01', event })), before)
      text += `${before}\n`
    }
    return text
  },
  read: (text) => readText(text, isChained),
}

const linesOf = (text: string) => [...(inMemory.read(text) as Iterable<JournalReading<unknown>>)]

describe('journalContract', () => {
  it('holds for the journals of files', () => journalContract(inFiles))
  it('holds for a text in memory', () => journalContract(inMemory))

  it.each<readonly [law: string, mistake: Partial<Layers>]>([
    [
      'lines written it reads',
      { write: (header, events) => inMemory.write(header, events.slice(1)) },
    ],
    [
      'whole lines and a torn one it reads',
      { read: (text) => linesOf(text).filter(({ _tag }) => _tag !== 'Torn') },
    ],
    [
      'damaged it reads',
      { read: (text) => linesOf(text).filter(({ _tag }) => _tag !== 'Stopped') },
    ],
    [
      'in another order than that of the file',
      {
        read: (text) => {
          const all = [...readText(text, () => true)]
          const sorted = all.toSorted((a, b) =>
            a._tag === 'Line' && b._tag === 'Line' ? (a.line.at < b.line.at ? -1 : 1) : 0,
          )
          return all.at(-1)?._tag === 'Line' ? sorted : all
        },
      },
    ],
    ['changed it reads', { read: (text) => readText(text, () => true) }],
    [
      'repeated it reads',
      { read: (text) => readText([...new Set(text.split('\n'))].join('\n'), isChained) },
    ],
  ])('catches: %s', async (law, mistake) => {
    await expect(journalContract({ ...inMemory, runs: 100, ...mistake })).rejects.toThrow(law)
  })
})
