import * as E from 'fp-ts/lib/Either.js'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { compilerArguments } from '../../../src/node/engine/compileAddon.ts'
import { describeSetUpProgress } from '../../../src/node/engine/SetUpProgress.ts'
import { engineEnvironment } from '../../../src/node/engine/environment.ts'
import { extractWheel } from '../../../src/node/engine/extractWheel.ts'
import { type Wheel, wheels } from '../../../src/node/engine/wheels.ts'
import { storedZip, temporaryFolder } from './fake-tools.ts'

describe('describeSetUpProgress', () => {
  it.each([
    [{ _tag: 'Step', text: 'trying the engine' }, 'trying the engine'],
    [{ _tag: 'Step', text: 'fetching', bytes: 214_170_280 }, 'fetching (214 MB)'],
    [{ _tag: 'Bytes', done: 53_000_000, total: 214_000_000 }, '53 MB of 214 MB, 24 %'],
    [{ _tag: 'Bytes', done: 1, total: 1 }, '0 MB of 0 MB, 100 %'],
  ] as const)('%j', (progress, words) => {
    expect(describeSetUpProgress(progress)).toBe(words)
  })
})

describe('compilerArguments', () => {
  it('lets the addon find libtensorflow beside itself', () => {
    expect(compilerArguments('linux', '/headers', '/addon.node')).toEqual([
      ...['-O2', '-fPIC', '-shared', '-std=c++17'],
      ...['-DNAPI_VERSION=8', '-DNODE_GYP_MODULE_NAME=tfjs_binding'],
      ...['-I', '/headers', '-I', '.', '-I', 'deps/include'],
      ...['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc'],
      ...['-L', 'deps/lib', '-ltensorflow', '-ltensorflow_framework'],
      '-Wl,-rpath,$ORIGIN/../../deps/lib',
      ...['-o', '/addon.node'],
    ])
  })

  it('leaves Node’s own symbols open on macOS, and spells the folder as its loader does', () => {
    const mac = compilerArguments('darwin', '/headers', '/addon.node')
    expect(mac.join(' ')).toContain('-undefined dynamic_lookup')
    expect(mac).toContain('-Wl,-rpath,@loader_path/../../deps/lib')
    expect(mac.join(' ')).not.toContain('$ORIGIN')
  })
})

describe('engineEnvironment', () => {
  it('fixes threads and oneDNN', () => {
    expect(engineEnvironment()).toMatchObject({
      TF_ENABLE_ONEDNN_OPTS: '1',
      TF_NUM_INTRAOP_THREADS: '1',
    })
    expect(engineEnvironment({ threads: 3, oneDnn: false })).toMatchObject({
      TF_ENABLE_ONEDNN_OPTS: '0',
      TF_NUM_INTRAOP_THREADS: '3',
      OMP_NUM_THREADS: '3',
    })
  })
})

describe('extractWheel', () => {
  const wheelOf = (names: Pick<Wheel, 'library' | 'framework'>, libraryBytes: number) => {
    const folder = temporaryFolder()
    const content = storedZip({
      [`tensorflow/${names.library}`]: Buffer.alloc(libraryBytes, 7),
      [`tensorflow/${names.framework}`]: Buffer.from('the framework'),
      'tensorflow.libs/': Buffer.alloc(0),
      'tensorflow.libs/libomp-e9212f90.so.5': Buffer.from('OpenMP'),
      'tensorflow/include/tensorflow/c/c_api.h': Buffer.from('// a header'),
      'tensorflow/python/unneeded.py': Buffer.from('pass'),
    })
    const file = join(folder, 'a.whl')
    writeFileSync(file, content)
    const sha256 = createHash('sha256').update(content).digest('hex')
    const wheel: Wheel = {
      requirement: 'fake==1.0',
      platform: 'any',
      bytes: content.length,
      sha256,
      ...names,
    }
    return { folder, file, wheel }
  }

  it.each(Object.keys(wheels))('gives the libraries of %s the names that are linked', async (p) => {
    const { library, framework } = wheels[p]!
    const { folder, file, wheel } = wheelOf({ library, framework }, 10)
    const deps = join(folder, 'deps')
    expect(E.isRight(await extractWheel(file, wheel, deps)())).toBe(true)
    const ending = p.startsWith('darwin') ? 'dylib' : 'so'
    expect(readdirSync(join(deps, 'lib')).sort()).toEqual(
      [library, framework, `libtensorflow.${ending}`, `libtensorflow_framework.${ending}`].sort(),
    )
  })

  it('brings headers and the libraries that libtensorflow needs beside itself, and no more', async () => {
    const { folder, file, wheel } = wheelOf(wheels['linux-arm64']!, 10)
    const deps = join(folder, 'deps')
    expect(E.isRight(await extractWheel(file, wheel, deps)())).toBe(true)
    expect(readdirSync(deps).sort()).toEqual(['include', 'lib', 'tensorflow.libs'])
    expect(readdirSync(join(deps, 'tensorflow.libs'))).toEqual(['libomp-e9212f90.so.5'])
    expect(readdirSync(join(deps, 'include', 'tensorflow', 'c'))).toEqual(['c_api.h'])
  })

  it('says so when the wheel lacks a library', async () => {
    const linux = wheels['linux-x64']!
    const { folder, file, wheel } = wheelOf(linux, 10)
    const asked = { ...wheel, framework: 'libother.so' }
    expect(await extractWheel(file, asked, join(folder, 'deps'))()).toMatchObject({
      left: { _tag: 'LoadFailed' },
    })
  })

  it('tells a full disk from other failures', async ({ skip }) => {
    const { folder, file, wheel } = wheelOf(wheels['linux-x64']!, 2_000_000)
    const small = join(folder, 'small')
    mkdirSync(small)
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small], { stdio: 'ignore' })
    } catch {
      skip('a small file system cannot be mounted here')
    }
    onTestFinished(() => void execFileSync('umount', [small]))
    const unpacked = await extractWheel(file, wheel, join(small, 'deps'))()
    expect(unpacked).toMatchObject({ left: { _tag: 'DiskFull' } })
  })
})
