import { execFile, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { allExamples, type Example, expectedPrints } from '../support/examples.ts'

// Inside the package, so that 'rxnas' is found as a user's project finds it: by its exports.
const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'test', '.examples')
const runner = join(import.meta.dirname, 'fixtures', 'run-examples.mjs')
/** What tfjs itself prints when its plain backend is used in Node. */
const banner = /=+\nHi, looks like you are running TensorFlow\.js[^\n]*\n=+/

const lanes = ['core', 'tfjs', 'node'] as const

/** Which examples share a process: by what they load. */
const laneOf = ({ code }: Example): (typeof lanes)[number] =>
  /from '(rxnas\/node|node:)/.test(code)
    ? 'node'
    : /from '(rxnas\/tfjs|@tensorflow)/.test(code)
      ? 'tfjs'
      : 'core'

const examples = allExamples(root).map((example) => ({
  ...example,
  name: `example-${createHash('sha256').update(example.code).digest('hex').slice(0, 12)}`,
}))

/** Writes a file unless it is so already: what has not changed is not compiled again. */
const write = (file: string, text: string): void => {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
}

interface Ran {
  readonly file: string
  readonly stdout: string
  readonly stderr: string
  readonly error?: string
}
const compiled = { status: null as number | null, stdout: '' }
const ran = new Map<string, Ran>()

/** Runs examples in one process; one that crashes or hangs leaves those after it without a result. */
const runLane = (names: ReadonlyArray<string>): Promise<void> =>
  new Promise((done) => {
    const files = names.map((name) => join(folder, `${name}.js`))
    execFile(
      process.execPath,
      [runner, ...files],
      { cwd: root, timeout: 120_000, maxBuffer: 100e6 },
      (_error, stdout) => {
        for (const line of stdout.split('\n').filter(Boolean)) {
          const result = JSON.parse(line) as Ran
          ran.set(basename(result.file, '.js'), result)
        }
        done()
      },
    ).stdin?.end()
  })

beforeAll(async () => {
  mkdirSync(folder, { recursive: true })
  const names = new Set(examples.map(({ name }) => name))
  for (const file of readdirSync(folder))
    if (file.startsWith('example-') && !names.has(file.replace(/\..*$/, '')))
      rmSync(join(folder, file))
  for (const { name, code } of examples) write(join(folder, `${name}.ts`), `${code}\nexport {}\n`)
  write(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: {
        ...{ noUnusedLocals: false, noEmit: false, rootDir: '.', outDir: '.' },
        ...{ incremental: true, tsBuildInfoFile: '.tsbuildinfo' },
      },
      include: ['*.ts'],
      // By default the folder that is written to is left out, which is this one.
      exclude: [],
    }),
  )
  Object.assign(
    compiled,
    spawnSync(process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', folder], {
      cwd: root,
      encoding: 'utf8',
    }),
  )
  const namesOf = (lane: string) =>
    examples.filter((example) => laneOf(example) === lane).map(({ name }) => name)
  await Promise.all(lanes.map((lane) => runLane([...new Set(namesOf(lane))])))
})

describe('the examples of the documentation', () => {
  it('exist', () => expect(examples.length).toBeGreaterThan(10))

  it('compile under the strictest flags', () => {
    expect([compiled.stdout, compiled.status]).toEqual(['', 0])
  })

  it.each(examples)('$from runs and prints what it says', ({ name, code }) => {
    const run = ran.get(name)
    expect(run, 'it, or one before it in its process, ended that process').toBeDefined()
    expect(run!.error).toBe(undefined)
    expect(run!.stderr.replace(banner, '').trim()).toBe('')
    const printed = run!.stdout.trimEnd().split('\n')
    for (const [i, expected] of expectedPrints(code).entries())
      if (expected !== undefined && !expected.includes(' or ')) {
        const value = printed[i] ?? ''
        // A remark may follow the value, or its derivation stand before it.
        expect(
          [value, `${value}:`, `= ${value}`].some(
            (form) =>
              expected === form ||
              (form !== value && (expected.startsWith(form) || expected.endsWith(form))),
          ),
        ).toBe(true)
      }
  })
})
