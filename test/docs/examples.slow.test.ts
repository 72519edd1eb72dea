import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allExamples, expectedPrints } from '../support/examples.ts'

// Inside the package, so that 'rxnas' is found as a user's project finds it: by its exports.
const root = resolve(import.meta.dirname, '../..')
const folder = join(root, 'test', '.examples')
/** What tfjs itself prints when its plain backend is used in Node. */
const banner = /=+\nHi, looks like you are running TensorFlow\.js[^\n]*\n=+/

const examples = allExamples(root).map((example, i) => ({
  ...example,
  file: join(folder, `example-${i}.ts`),
}))

const compiled = { status: null as number | null, stdout: '' }

beforeAll(() => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const { file, code } of examples) writeFileSync(file, `${code}\nexport {}\n`)
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      compilerOptions: { noUnusedLocals: false, noEmit: false, rootDir: '.', outDir: '.' },
      include: ['*.ts'],
      // Where it writes is left out unless told.
      exclude: [],
    }),
  )
  Object.assign(compiled, spawnSync('npx', ['tsc', '-p', folder], { cwd: root, encoding: 'utf8' }))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the examples of the documentation', () => {
  it('exist', () => expect(examples.length).toBeGreaterThan(10))

  it('compile under the strictest flags', () => {
    expect([compiled.stdout, compiled.status]).toEqual(['', 0])
  })

  // Two at a time: most of an example is the start of its process.
  it.concurrent.each(examples)('$from runs and prints what it says', async ({ file, code }) => {
    // Rejects where the status is not 0.
    const run = await promisify(execFile)(process.execPath, [file.replace(/ts$/, 'js')], {
      cwd: root,
      timeout: 120_000,
    })
    expect(run.stderr.replace(banner, '').trim()).toBe('')
    const printed = run.stdout.trimEnd().split('\n')
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
