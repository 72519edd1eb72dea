import { build } from 'esbuild'
import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtCore, builtNode } from '../support/built.ts'
import { firstDifference } from '../support/firstDifference.ts'
import { orThrow } from '../support/orThrow.ts'

const { deriveSeed, nextUniform, randomState } = await builtCore()
const { checkJournal, comparable } = await builtNode()

/** How many times a search is killed in all; `npm run test:crash` kills it 1,000 times. */
const kills = Number(process.env['RXNAS_CRASH_KILLS'] ?? 25)
/** What the moments of the kills are drawn by; the test's name tells it. */
const seed = Number(process.env['RXNAS_CRASH_SEED'] ?? Date.now() % 1_000_000)
const episodes = 400

const folder = mkdtempSync(join(tmpdir(), 'rxnas-crash-'))
/** Where the built package has the modules of the journal, that what they read lies where they look. */
const scripts = join(folder, 'dist', 'src', 'node')

// In a few files: to load those of the package would take most of each of its processes.
beforeAll(async () => {
  const require = 'const require = createRequireHere(import.meta.url)'
  await build({
    entryPoints: [join(import.meta.dirname, 'fixtures', 'searching.mjs')],
    outdir: scripts,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    outExtension: { '.js': '.mjs' },
    banner: {
      js: `import { createRequire as createRequireHere } from 'node:module'\n${require}`,
    },
  })
  copyFileSync(resolve(import.meta.dirname, '../../package.json'), join(folder, 'package.json'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Ran {
  /** Episodes that were reported as recorded. */
  readonly reported: number
  /** Milliseconds until its search began. */
  readonly ready: number
  readonly status: number | null
  readonly errors: string
}

/** When to kill: some milliseconds after the start of the process, or after an episode of its search. */
type Kill =
  | { readonly _tag: 'InStart'; readonly milliseconds: number }
  | { readonly _tag: 'InSearch'; readonly episode: number; readonly milliseconds: number }

/** Draws moments: a quarter while it starts and reads its journal, the rest while it searches. */
const killsBy = (lane: number, ready: number): (() => Kill) => {
  let state = randomState(deriveSeed(seed, lane))
  const uniform = (): number => {
    const [drawn, next] = nextUniform(state)
    state = next
    return drawn
  }
  return () =>
    uniform() < 0.25
      ? { _tag: 'InStart', milliseconds: uniform() * ready }
      : // An episode takes 2 ms or less.
        { _tag: 'InSearch', episode: Math.floor(uniform() * 80), milliseconds: uniform() * 2 }
}

/** Runs the search, and kills it at a moment where it still runs then. */
const run = (path: string, sync: string, kill?: Kill) =>
  new Promise<Ran>((done) => {
    const began = performance.now()
    const child = spawn(process.execPath, [
      join(scripts, 'searching.mjs'),
      path,
      String(episodes),
      sync,
    ])
    // The first mark says that the search has begun, each other one that an episode is recorded.
    let marks = 0
    let ready = Infinity
    let errors = ''
    let timer: NodeJS.Timeout | undefined
    const killAfter = (milliseconds: number): void => {
      timer ??= setTimeout(() => child.kill('SIGKILL'), milliseconds)
    }
    if (kill?._tag === 'InStart') killAfter(kill.milliseconds)
    child.stdout.on('data', (chunk: Buffer) => {
      if (marks === 0) ready = performance.now() - began
      marks += chunk.length
      if (kill?._tag === 'InSearch' && marks > kill.episode) killAfter(kill.milliseconds)
    })
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
    child.on('close', (status) => {
      clearTimeout(timer)
      done({ reported: Math.max(0, marks - 1), ready, errors, status })
    })
  })

const texts = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n').map(comparable)

/** The whole lines of a journal that may be torn. */
const wholeLines = (path: string) =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1).map(comparable) : []

describe('a search that is killed with SIGKILL', () => {
  it(
    `and resumed, ${kills} times by RXNAS_CRASH_SEED=${seed}, leaves the journal of one that never stopped`,
    { timeout: 120_000 + kills * 5000 },
    async () => {
      const whole = join(folder, 'whole.jsonl')
      const reference = await run(whole, 'end')
      expect(reference.status).toBe(0)
      const expected = texts(whole)
      expect(expected.length).toBeGreaterThan(episodes * 1.25)

      let left = kills
      let withinSearch = 0
      let finished = 0
      const lane = async (index: number, sync: string): Promise<void> => {
        const nextKill = killsBy(index, reference.ready)
        for (let journal = 0; left > 0; journal++) {
          const path = join(folder, `${sync}-${journal}.jsonl`)
          let recorded = 0
          for (let over = false; !over;) {
            const ran = await run(path, sync, left > 0 ? nextKill() : undefined)
            expect(ran.errors).toBe('')
            if (ran.status === null) {
              left -= 1
              if (ran.reported > 0) withinSearch += 1
            }
            const lines = wholeLines(path)
            // What was reported as recorded is: nothing is lost, and all is as it was to be.
            const found = lines.filter((line) => line.includes('"Rewarded"')).length
            expect(found).toBeGreaterThanOrEqual(recorded + ran.reported)
            recorded = found
            expect(firstDifference(lines, expected.slice(0, lines.length))).toBe(undefined)
            over = ran.status === 0
          }
          expect(firstDifference(texts(path), expected)).toBe(undefined)
          expect(orThrow(await checkJournal(path))).toMatchObject({ damaged: 0, torn: undefined })
          finished += 1
        }
      }
      await Promise.all([lane(0, 'event'), lane(1, 'round')])
      expect(finished).toBeGreaterThan(1)
      expect(withinSearch).toBeGreaterThan(kills / 4)
    },
  )
})
