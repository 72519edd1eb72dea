import * as E from 'fp-ts/lib/Either.js'
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { engineStatus } from '../../../src/node/engine/engineStatus.ts'
import { installEngine } from '../../../src/node/engine/installEngine.ts'
import { locateEngines } from '../../../src/node/engine/locateEngine.ts'
import { isAlive } from '../../../src/node/process/isAlive.ts'
import {
  fakeMachine,
  type FakeMachine,
  left,
  pipThatBrings,
  whole,
  workingCompiler,
  workingNpm,
} from './fake-tools.ts'

const engineFolder = resolve(import.meta.dirname, '../../../dist/src/node/engine')

/** A process of the built package that sets the engine up and prints what came of it. */
const inProcess = (
  machine: FakeMachine,
  call: string,
  options: { uid?: number; gid?: number } = {},
) => {
  const folder = dirname(machine.cache)
  const script = join(folder, `set-up-${Math.random()}.mjs`)
  writeFileSync(
    script,
    `import { ensureEngine } from ${JSON.stringify(join(engineFolder, 'ensureEngine.js'))}
import { installEngine } from ${JSON.stringify(join(engineFolder, 'installEngine.js'))}
const options = ${JSON.stringify(machine)}
console.log(JSON.stringify(await ${call}))`,
  )
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, HOME: folder },
    ...options,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const status = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
  const outcome = async (): Promise<unknown> => {
    await status
    return JSON.parse(output.trim())
  }
  return { child, status, outcome }
}

describe('set-ups in processes of their own', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'a process that gets %s while it sets the engine up ends its tools and leaves nothing',
    async (signal) => {
      const machine = fakeMachine((wheel) => ({
        npm: workingNpm,
        python3: `case "$*" in
    *--version*) ;;
    *) echo $$ > "$(dirname "$0")/pid.new"; mv "$(dirname "$0")/pid.new" "$(dirname "$0")/pid"; exec sleep 60;;
  esac
  ${pipThatBrings(wheel)}`,
        'g++': workingCompiler,
      }))
      const folder = dirname(machine.cache)
      const call = "installEngine({ ...options, source: 'pypi' })"
      const { child, status, outcome } = inProcess(machine, call)
      const pidFile = join(folder, 'bin', 'pid')
      await vi.waitUntil(() => existsSync(pidFile), { timeout: 20_000 })
      child.kill(signal)
      expect(await status).toBe(0)
      expect(await outcome()).toMatchObject({ left: { _tag: 'Interrupted' } })
      expect(readdirSync(machine.paths.engines)).toEqual([])
      const pip = Number(readFileSync(pidFile, 'utf8'))
      await vi.waitUntil(() => !isAlive(pip), { timeout: 5_000 })
    },
  )

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
