import * as E from 'fp-ts/lib/Either.js'
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { type EnginePaths, packageOf } from '../../../src/node/engine/EnginePaths.ts'
import { engineStatus } from '../../../src/node/engine/engineStatus.ts'
import { ensureEngine } from '../../../src/node/engine/ensureEngine.ts'
import { installEngine } from '../../../src/node/engine/installEngine.ts'
import { locateEngines } from '../../../src/node/engine/locateEngine.ts'
import {
  fakeMachine,
  type FakeTools,
  pipThatBrings,
  workingCompiler,
  workingNpm,
} from './fake-tools.ts'

const whole = (wheelFile: string): FakeTools => ({
  npm: workingNpm,
  python3: pipThatBrings(wheelFile),
  'g++': workingCompiler,
})

type Machine = ReturnType<typeof fakeMachine>

const engineFolder = resolve(import.meta.dirname, '../../../src/node/engine')

/** A process of its own that sets the engine up and prints what came of it. */
const inProcess = (
  machine: Machine,
  call: string,
  options: { uid?: number; gid?: number } = {},
) => {
  const folder = dirname(machine.cache)
  const script = join(folder, `set-up-${Math.random()}.mts`)
  writeFileSync(
    script,
    `import { ensureEngine } from ${JSON.stringify(join(engineFolder, 'ensureEngine.ts'))}
import { installEngine } from ${JSON.stringify(join(engineFolder, 'installEngine.ts'))}
const options = ${JSON.stringify(machine)}
console.log(JSON.stringify(await ${call}))`,
  )
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder },
    ...options,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<string>((done) => child.on('close', () => done(output)))
  return { child, outcome: async (): Promise<unknown> => JSON.parse((await ended).trim()) }
}

const left = ({ engines }: EnginePaths): ReadonlyArray<string> =>
  existsSync(engines) ? readdirSync(engines) : []

describe('where libtensorflow comes from', () => {
  /** npm that brings an installer of tfjs-node's own, which leaves a mark. */
  const npmWithInstaller = `${workingNpm}
mkdir -p node_modules/@tensorflow/tfjs-node/scripts
cat > node_modules/@tensorflow/tfjs-node/scripts/install.js <<'JS'
const fs = require('node:fs')
fs.writeFileSync(process.env.INSTALLER_RAN, '')
fs.mkdirSync('lib/napi-v8', { recursive: true })
fs.mkdirSync('deps')
fs.writeFileSync('lib/napi-v8/tfjs_binding.node', 'addon')
JS`

  it('is the wheel that is pinned by its hash; the installer of tfjs-node runs only where it is asked for', async () => {
    const machine = fakeMachine((w) => ({ ...whole(w), npm: npmWithInstaller }))
    const mark = join(dirname(machine.cache), 'installer-ran')
    vi.stubEnv('INSTALLER_RAN', mark)
    expect(E.isRight(await ensureEngine(machine))).toBe(true)
    expect(E.isRight(await installEngine({ ...machine, force: true }))).toBe(true)
    expect(existsSync(mark)).toBe(false)
    const asked = await installEngine({ ...machine, force: true, source: 'prebuilt' })
    expect(E.isRight(asked)).toBe(true)
    expect(existsSync(mark)).toBe(true)
  })

  it('is nowhere else where pip brings another file: no other source is tried', async () => {
    const machine = fakeMachine((w) => ({
      ...whole(w),
      npm: npmWithInstaller,
      python3: pipThatBrings('/bin/sh'),
    }))
    vi.stubEnv('INSTALLER_RAN', join(dirname(machine.cache), 'installer-ran'))
    expect(await ensureEngine(machine)).toMatchObject({ left: { _tag: 'HashMismatch' } })
    expect(existsSync(process.env['INSTALLER_RAN'] ?? '')).toBe(false)
    expect(left(machine.paths)).toEqual([])
  })
})

describe('an engine in the cache that was damaged', () => {
  const library = ({ paths }: Machine): string =>
    join(packageOf(paths.home), 'deps', 'lib', 'libtensorflow_cc.so.2')

  it.each<[string, (machine: Machine) => void]>([
    ['cut off', (machine) => truncateSync(library(machine), 3)],
    ['empty', (machine) => truncateSync(library(machine), 0)],
    ['without a library', (machine) => rmSync(library(machine))],
    [
      'with a folder for a library',
      (machine) => {
        rmSync(library(machine))
        mkdirSync(library(machine))
      },
    ],
    ['without its note', ({ paths }) => rmSync(join(paths.home, 'engine.json'))],
    ['with half a note', ({ paths }) => truncateSync(join(paths.home, 'engine.json'), 9)],
  ])('%s is not loaded, and the next search makes it anew', async (_, damage) => {
    const machine = fakeMachine(whole)
    await installEngine(machine)
    damage(machine)
    expect(locateEngines(machine.paths)).toEqual([])
    expect(await engineStatus(machine.paths)).toMatchObject({ _tag: 'Absent' })
    expect(E.isRight(await ensureEngine(machine))).toBe(true)
    expect(readFileSync(library(machine), 'utf8')).toBe('the library')
    expect(locateEngines(machine.paths)).toHaveLength(1)
    expect(left(machine.paths)).toHaveLength(1)
  })

  it('of an earlier version, whose note lists no files, is taken as it is', async () => {
    const machine = fakeMachine(whole)
    await installEngine(machine)
    writeFileSync(join(machine.paths.home, 'engine.json'), '{"libtensorflow":"2.16.1"}')
    expect(locateEngines(machine.paths)).toHaveLength(1)
  })
})

describe('set-ups in processes of their own', () => {
  it('at once both succeed, with one engine that works', async () => {
    const machine = fakeMachine(whole)
    const both = [1, 2].map(() => inProcess(machine, 'installEngine(options)'))
    for (const { outcome } of both)
      expect(await outcome()).toMatchObject({ _tag: 'Right', right: { libtensorflow: '2.16.1' } })
    expect(left(machine.paths)).toHaveLength(1)
    expect(await engineStatus(machine.paths)).toMatchObject({ _tag: 'Works' })
  })

  it.each(['python3', 'g++'] as const)(
    'killed while %s works, leave what the next one removes',
    async (tool) => {
      const machine = fakeMachine((w) => ({
        ...whole(w),
        [tool]: `case "$*" in *--version*) exit 0;; esac
if [ -e "$0.quick" ]; then ${tool === 'g++' ? workingCompiler : pipThatBrings(w)}; exit; fi
touch "$(dirname "$0")/begun"; exec sleep 60`,
      }))
      const bin = process.env['PATH'] ?? ''
      const { child, outcome } = inProcess(machine, 'installEngine(options)')
      await vi.waitUntil(() => existsSync(join(bin, 'begun')), { timeout: 30_000 })
      child.kill('SIGKILL')
      await outcome().catch(() => undefined)
      expect(left(machine.paths)).toEqual([expect.stringContaining('.staging-')])
      expect(locateEngines(machine.paths)).toEqual([])
      writeFileSync(join(bin, `${tool}.quick`), '')
      expect(E.isRight(await installEngine(machine))).toBe(true)
      expect(left(machine.paths)).toEqual([expect.not.stringContaining('.staging-')])
    },
  )

  const nobody = 65_534

  it.skipIf(process.getuid?.() !== 0)(
    'of a user who may not write take the engine that is there, or say where it could not be made',
    async () => {
      const machine = fakeMachine(whole)
      // The user may read all that a set-up reads, and write nothing.
      chmodSync(dirname(machine.cache), 0o755)
      mkdirSync(machine.cache, { mode: 0o755 })
      const user = { uid: nobody, gid: nobody }
      expect(await inProcess(machine, 'ensureEngine(options)', user).outcome()).toMatchObject({
        left: {
          _tag: 'CacheUnwritable',
          message: expect.stringContaining('RXNAS_CACHE') as unknown,
        },
      })
      await installEngine(machine)
      expect(await inProcess(machine, 'ensureEngine(options)', user).outcome()).toMatchObject({
        right: { from: 'cache' },
      })
      const own = join(dirname(machine.cache), 'own')
      mkdirSync(own)
      chownSync(own, nobody, nobody)
      const paths = JSON.stringify({ engines: own, home: join(own, 'engine') })
      const call = `installEngine({ ...options, paths: ${paths} })`
      expect(await inProcess(machine, call, user).outcome()).toMatchObject({ _tag: 'Right' })
    },
  )
})
