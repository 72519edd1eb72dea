import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkJournal, comparable } from '../../src/node/journal/index.ts'
import { firstDifference, orThrow } from '../support/recorded-search.ts'

/** How many times a search is killed in all: `RXNAS_CRASHES=1000 npm run test:crash`. */
const crashes = Number(process.env['RXNAS_CRASHES'] ?? 100)
const episodes = 400

const folder = mkdtempSync(join(tmpdir(), 'rxnas-crash-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ran {
  /** Episodes that were said to be recorded. */
  readonly said: number
  /** Milliseconds until it began. */
  readonly ready: number
  readonly status: number | null
  readonly words: string
}

/** When to kill: after so many milliseconds of the process, or of its search. */
type Kill = { readonly process: number } | { readonly search: number }

/** Runs the search, and kills it where it is told to and still runs. */
const run = (path: string, sync: string, kill?: Kill) =>
  new Promise<Ran>((done) => {
    const began = performance.now()
    const script = join(import.meta.dirname, 'fixtures', 'searching.mjs')
    const child = spawn(process.execPath, [script, path, String(episodes), sync])
    let marks = 0
    let ready = Infinity
    let words = ''
    let timer: NodeJS.Timeout | undefined
    const killAfter = (milliseconds: number): void => {
      timer = setTimeout(() => child.kill('SIGKILL'), milliseconds)
    }
    if (kill !== undefined && 'process' in kill) killAfter(kill.process)
    child.stdout.on('data', (chunk: Buffer) => {
      if (marks === 0) {
        ready = performance.now() - began
        if (kill !== undefined && 'search' in kill) killAfter(kill.search)
      }
      marks += chunk.length
    })
    child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
    child.on('close', (status) => {
      clearTimeout(timer)
      done({ said: Math.max(0, marks - 1), ready, words, status })
    })
  })

const texts = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').map(comparable)

/** The whole lines of a journal that may be torn. */
const wholeLines = (path: string) =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1).map(comparable) : []

describe('a search that is killed with SIGKILL', () => {
  it(`and resumed, ${crashes} times at random, leaves the journal of one that never stopped`, async () => {
    const whole = join(folder, 'whole.jsonl')
    const reference = await run(whole, 'end')
    expect(reference.status).toBe(0)
    const expected = texts(whole)
    expect(expected.length).toBeGreaterThan(episodes * 1.25)

    let left = crashes
    let withinSearch = 0
    let finished = 0
    const lane = async (name: string, sync: string): Promise<void> => {
      for (let journal = 0; left > 0; journal++) {
        const path = join(folder, `${name}-${journal}.jsonl`)
        let recorded = 0
        for (let over = false; !over;) {
          // A quarter while it starts and reads its journal, the rest while it searches.
          const kill =
            Math.random() < 0.25
              ? { process: Math.random() * reference.ready }
              : { search: Math.random() * 300 }
          const ran = await run(path, sync, left > 0 ? kill : undefined)
          expect(ran.words).toBe('')
          if (ran.status === null) {
            left -= 1
            if (ran.said > 0) withinSearch += 1
          }
          const lines = wholeLines(path)
          // What was said to be recorded is: nothing is lost, and all is as it was to be.
          const found = lines.filter((line) => line.includes('"Rewarded"')).length
          expect(found).toBeGreaterThanOrEqual(recorded + ran.said)
          recorded = found
          expect(firstDifference(lines, expected.slice(0, lines.length))).toBe(undefined)
          over = ran.status === 0
        }
        expect(firstDifference(texts(path), expected)).toBe(undefined)
        expect(orThrow(await checkJournal(path))).toMatchObject({ damaged: 0, torn: undefined })
        finished += 1
      }
    }
    await Promise.all([lane('event', 'event'), lane('round', 'round')])
    expect(finished).toBeGreaterThan(1)
    expect(withinSearch).toBeGreaterThan(crashes / 4)
  })
})
