import * as E from 'fp-ts/lib/Either.js'
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { packageOf } from '../../../src/node/engine/EnginePaths.ts'
import { engineStatus } from '../../../src/node/engine/engineStatus.ts'
import { ensureEngine } from '../../../src/node/engine/ensureEngine.ts'
import { installEngine } from '../../../src/node/engine/installEngine.ts'
import { locateEngines } from '../../../src/node/engine/locateEngine.ts'
import {
  fakeMachine,
  type FakeMachine,
  left,
  pipThatBrings,
  whole,
  workingNpm,
} from './fake-tools.ts'

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
  const library = ({ paths }: FakeMachine): string =>
    join(packageOf(paths.home), 'deps', 'lib', 'libtensorflow_cc.so.2')

  it.each<[string, (machine: FakeMachine) => void]>([
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
