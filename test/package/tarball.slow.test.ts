import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const project = mkdtempSync(join(tmpdir(), 'rxnas-tarball-'))
let tarball = ''

const run = (command: string, args: ReadonlyArray<string>, cwd = project) =>
  spawnSync(command, args, { cwd, encoding: 'utf8' })

beforeAll(() => {
  const packed = run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', project],
    root,
  )
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }]
  tarball = join(project, filename)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'a-user', type: 'module' }))
  // rxnas/testing stands on fast-check, which its users have.
  const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball, 'fast-check']
  const installed = run('npm', args)
  expect(installed.stderr).not.toContain('npm error')
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

describe('the packed tarball in an empty project', () => {
  it('is imported by plain Node at every entry point', () => {
    const entries = [
      ...['rxnas', 'rxnas/space', 'rxnas/episode', 'rxnas/reward', 'rxnas/policy'],
      ...['rxnas/analysis', 'rxnas/streams', 'rxnas/tfjs', 'rxnas/session', 'rxnas/node'],
      'rxnas/testing',
    ]
    const code = `for (const e of ${JSON.stringify(entries)}) console.log(e, Object.keys(await import(e)).length > 0)`
    const { stdout, stderr } = run(process.execPath, ['--input-type=module', '-e', code])
    expect({ stdout, stderr }).toEqual({
      stdout: entries.map((entry) => `${entry} true\n`).join(''),
      stderr: '',
    })
  })

  it('has types that a strict project can use', () => {
    writeFileSync(
      join(project, 'use.ts'),
      `import { random, type SearchSpace } from 'rxnas'
import { articleCnn1d, type Cnn1d } from 'rxnas/space'
import { search } from 'rxnas/streams'
const space: SearchSpace<Cnn1d> = articleCnn1d()
export const policy = random(space)
export const run: typeof search = search
`,
    )
    const tsc = run(process.execPath, [
      join(root, 'node_modules/typescript/bin/tsc'),
      ...['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022'],
      'use.ts',
    ])
    expect(tsc.stdout).toBe('')
    expect(tsc.status).toBe(0)
  })

  it('runs as npx rxnas', () => {
    const { stdout, status } = run('npx', ['--no-install', 'rxnas', '--help'])
    expect(status).toBe(0)
    expect(stdout).toContain('Usage: rxnas')
  })

  it('brings no tfjs-node and no installer', () => {
    const { stdout } = run('npm', ['ls', '--all', '--parseable', '--omit=dev'])
    expect(stdout).not.toContain('tfjs-node')
    expect(stdout).not.toContain('node-pre-gyp')
  })

  it('brings what a project shares with it to where the project imports it from, once each', () => {
    const names = ['@tensorflow/tfjs', 'fp-ts', 'io-ts', 'rxjs']
    const { stdout } = run('npm', ['ls', ...names, '--all', '--parseable'])
    const folder = join(realpathSync(project), 'node_modules')
    // Those that ask for them are listed, too.
    const listed = stdout.trim().split('\n')
    const found = listed.filter((path) => names.some((name) => path.endsWith(join('/', name))))
    expect(found.toSorted()).toEqual(names.map((name) => join(folder, name)))
  })

  it('is refused by npm beside another tfjs', () => {
    const other = join(project, 'other')
    mkdirSync(join(other, 'tfjs'), { recursive: true })
    writeFileSync(
      join(other, 'tfjs', 'package.json'),
      JSON.stringify({ name: '@tensorflow/tfjs', version: '4.10.0' }),
    )
    const dependencies = { '@tensorflow/tfjs': 'file:./tfjs' }
    writeFileSync(join(other, 'package.json'), JSON.stringify({ name: 'other', dependencies }))
    const args = ['install', '--prefer-offline', '--no-audit', '--no-fund', tarball]
    const { stderr, status } = run('npm', args, other)
    expect(status).not.toBe(0)
    expect(stderr).toMatch(/ERESOLVE[^]*peer @tensorflow\/tfjs@"4\.22\.0" from rxnas/)
  })

  it('passes publint and arethetypeswrong', () => {
    const publint = run(
      process.execPath,
      [join(root, 'node_modules/publint/src/cli.js'), '--strict', tarball],
      root,
    )
    expect(publint.stdout + publint.stderr).toContain('All good')
    const attw = run(
      process.execPath,
      [
        join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'),
        '--profile',
        'esm-only',
        tarball,
      ],
      root,
    )
    // It exits with 1 for any problem that the profile does not leave out.
    expect([attw.status, attw.stdout.includes('🟢')]).toEqual([0, true])
  })
})
