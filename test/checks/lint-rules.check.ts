import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { faultySamples } from './faulty-samples.ts'

const root = resolve(import.meta.dirname, '../..')
const rulesFile = join(root, '.oxlintrc.json')

const fileOf = (rule: string) => `${rule.replace('/', '.')}.ts`

/** What oxlint finds in a folder, each as the file and the rule that it breaks. */
const lint = async (folder: string): Promise<ReadonlySet<string>> => {
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint')
  const printed = await new Promise<string>((done) => {
    execFile(
      process.execPath,
      [oxlint, '--config', rulesFile, '--format', 'json', '.'],
      { cwd: folder, maxBuffer: 100e6 },
      (_, stdout) => {
        done(stdout)
      },
    )
  })
  const { diagnostics } = JSON.parse(printed) as {
    readonly diagnostics: ReadonlyArray<{ readonly code?: string; readonly filename: string }>
  }
  return new Set(
    diagnostics.map(({ code, filename }) => `${basename(filename)} ${code ?? 'does not parse'}`),
  )
}

/** A rule as a finding names it: `typescript(no-namespace)`. */
const codeOf = (rule: string) => {
  const [plugin, name] = rule.includes('/') ? rule.split('/') : ['eslint', rule]
  return `${plugin ?? ''}(${name ?? ''})`
}

it('each rule of the linter finds code that breaks it', async () => {
  const { rules } = JSON.parse(readFileSync(rulesFile, 'utf8')) as {
    readonly rules: Readonly<Record<string, unknown>>
  }
  const folder = mkdtempSync(join(tmpdir(), 'rxnas-lint-'))
  try {
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: { strict: true, target: 'ES2022', module: 'nodenext', noEmit: true },
      }),
    )
    writeFileSync(join(folder, 'types.ts'), 'export type T = 1\n')
    for (const [rule, code] of Object.entries(faultySamples))
      writeFileSync(join(folder, fileOf(rule)), code)
    const found = await lint(folder)
    expect(
      Object.keys(rules).filter((rule) => !found.has(`${fileOf(rule)} ${codeOf(rule)}`)),
    ).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
