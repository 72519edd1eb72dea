import * as E from 'fp-ts/lib/Either.js'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  writeFileSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { addonOf, type EnginePaths, packageOf } from '../../../src/node/engine/EnginePaths.ts'
import { engineStatus } from '../../../src/node/engine/engineStatus.ts'
import { ensureEngine } from '../../../src/node/engine/ensureEngine.ts'
import { installEngine } from '../../../src/node/engine/installEngine.ts'
import { newStaging } from '../../../src/node/engine/staging.ts'
import { type Wheel } from '../../../src/node/engine/wheels.ts'
import {
  fakeMachine,
  type FakeTools,
  left,
  pipThatBrings,
  whole,
  workingCompiler,
  workingNpm,
} from './fake-tools.ts'

const install = (
  { paths, wheel }: { readonly paths: EnginePaths; readonly wheel: Wheel },
  signal?: AbortSignal,
): ReturnType<typeof installEngine> =>
  installEngine({ paths, wheel, source: 'pypi', ...(signal === undefined ? {} : { signal }) })

describe('installEngine', () => {
  it('leaves one whole engine under its final name', async () => {
    const machine = fakeMachine(whole)
    const texts: Array<string> = []
    const made = await installEngine({
      ...machine,
      source: 'pypi',
      report: (progress) => {
        if (progress._tag === 'Step') texts.push(progress.text)
      },
    })
    const tfjsNode = packageOf(machine.paths.home)
    expect(made).toEqual(E.right({ from: 'cache', tfjsNode, libtensorflow: '2.16.1' }))
    expect(left(machine.paths)).toEqual([machine.paths.home.split('/').at(-1)])
    expect(readdirSync(join(tfjsNode, 'deps', 'lib')).sort()).toEqual([
      'libtensorflow.so',
      'libtensorflow_cc.so.2',
      'libtensorflow_framework.so',
      'libtensorflow_framework.so.2',
    ])
    expect(readlinkSync(join(tfjsNode, 'deps', 'lib', 'libtensorflow.so'))).toBe(
      'libtensorflow_cc.so.2',
    )
    expect(existsSync(join(machine.paths.home, 'wheel'))).toBe(false)
    expect(texts).toHaveLength(6)
  })

  it('takes an engine that is there without any tool', async () => {
    const machine = fakeMachine(whole)
    await install(machine)
    vi.stubEnv('PATH', '')
    expect(await ensureEngine({ paths: machine.paths })).toEqual(
      E.right({ from: 'cache', tfjsNode: packageOf(machine.paths.home) }),
    )
  })

  it('makes an engine anew by force, and removes the old one', async () => {
    const machine = fakeMachine(whole)
    await install(machine)
    writeFileSync(join(machine.paths.home, 'of-the-old-one'), '')
    const made = await installEngine({ ...machine, source: 'pypi', force: true })
    expect(E.isRight(made)).toBe(true)
    expect(existsSync(join(machine.paths.home, 'of-the-old-one'))).toBe(false)
    expect(left(machine.paths)).toHaveLength(1)
  })

  it('keeps the engine that is there when making it anew fails', async () => {
    const machine = fakeMachine(whole)
    await install(machine)
    vi.stubEnv('PATH', '')
    const made = await installEngine({ ...machine, source: 'pypi', force: true })
    expect(made).toMatchObject({ left: { _tag: 'NoNpm' } })
    expect(existsSync(addonOf(packageOf(machine.paths.home)))).toBe(true)
    expect(left(machine.paths)).toHaveLength(1)
  })

  it('lets two set-ups at once both succeed, with one engine', async () => {
    const machine = fakeMachine(whole)
    const made = await Promise.all([install(machine), install(machine), install(machine)])
    expect(made.map(E.isRight)).toEqual([true, true, true])
    expect(left(machine.paths)).toHaveLength(1)
  })

  it('leaves an engine alone that another set-up has put there meanwhile', async () => {
    const machine = fakeMachine((w) => ({
      ...whole(w),
      'g++': `
if [ -e "$0.slow" ]; then rm "$0.slow"; touch "$0.begun"; while [ ! -e "$0.go" ]; do sleep 0.02; done; fi
${workingCompiler}`,
    }))
    await install(machine)
    const compiler = join(process.env['PATH'] ?? '', 'g++')
    writeFileSync(`${compiler}.slow`, '')
    const anew = { ...machine, source: 'pypi', force: true } as const
    const slow = installEngine(anew)
    await vi.waitUntil(() => existsSync(`${compiler}.begun`), { timeout: 20_000 })
    expect(E.isRight(await installEngine(anew))).toBe(true)
    const mark = join(machine.paths.home, 'of-the-quick-one')
    writeFileSync(mark, '')
    writeFileSync(`${compiler}.go`, '')
    expect(E.isRight(await slow)).toBe(true)
    expect(existsSync(mark)).toBe(true)
    expect(left(machine.paths)).toHaveLength(1)
  })

  it('takes a tfjs-node of the project that works, and passes over one that does not', async () => {
    const machine = fakeMachine(whole)
    await install(machine)
    const own = join(process.cwd(), 'node_modules', '@tensorflow', 'tfjs-node')
    cpSync(packageOf(machine.paths.home), own, { recursive: true })
    expect(await ensureEngine({ paths: machine.paths })).toEqual(
      E.right({ from: 'project', tfjsNode: own }),
    )
    writeFileSync(join(own, 'index.js'), "throw new Error('built for another machine')")
    expect(await ensureEngine({ paths: machine.paths })).toMatchObject({ right: { from: 'cache' } })
    expect(await engineStatus(machine.paths)).toMatchObject({ _tag: 'Works', from: 'cache' })
    rmSync(machine.paths.home, { recursive: true })
    expect(await engineStatus(machine.paths)).toMatchObject({
      _tag: 'Broken',
      error: { message: expect.stringContaining('built for another machine') as string },
    })
  })

  it('compiles by the compiler and arguments that CXX names', async () => {
    const machine = fakeMachine((w) => ({ ...whole(w), 'g++': 'exit 1', other: workingCompiler }))
    vi.stubEnv('CXX', 'other -march=native')
    expect(E.isRight(await install(machine))).toBe(true)
  })

  it('removes what killed set-ups left, and leaves those of living ones', async () => {
    const machine = fakeMachine(whole)
    const live = newStaging(machine.paths)
    // Process ids end far below this number.
    const dead = live.replace(`-${process.pid}-`, '-999999999-')
    const elsewhere = dead.replace(/staging-\w+-/, 'staging-another-')
    const longAgo = elsewhere.replace('another', 'other')
    for (const folder of [dead, elsewhere, longAgo])
      mkdirSync(join(folder, 'node_modules'), { recursive: true })
    utimesSync(longAgo, new Date('2020-01-01'), new Date('2020-01-01'))
    expect(E.isRight(await install(machine))).toBe(true)
    expect([live, dead, elsewhere, longAgo].map((folder) => existsSync(folder))).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  const secret = 'ERROR: no answer from https://user:secret@index.example/simple'
  const failures: ReadonlyArray<
    readonly [string, (wheelFile: string) => FakeTools, string, RegExp]
  > = [
    [
      'there is no npm',
      (w) => ({ python3: pipThatBrings(w), 'g++': workingCompiler }),
      'NoNpm',
      /Install Node\.js with npm/,
    ],
    [
      'npm fails',
      (w) => ({ ...whole(w), npm: "echo 'npm error EAI_AGAIN' >&2; exit 1" }),
      'DownloadFailed',
      /npm printed: npm error EAI_AGAIN/,
    ],
    [
      'there is no compiler',
      (w) => ({ npm: workingNpm, python3: pipThatBrings(w) }),
      'NoCompiler',
      /apt-get install g\+\+.*xcode-select --install/,
    ],
    [
      'there is no pip',
      () => ({ npm: workingNpm, 'g++': workingCompiler }),
      'NoPip',
      /apt-get install python3-pip/,
    ],
    [
      'python3 has no pip',
      (w) => ({ ...whole(w), python3: "echo 'No module named pip' >&2; exit 1" }),
      'NoPip',
      /neither pip nor uv/,
    ],
    [
      'pip fails',
      (w) => ({
        ...whole(w),
        python3: `case "$*" in *--version*) exit 0;; esac; echo '${secret}' >&2; exit 1`,
      }),
      'DownloadFailed',
      /no answer from https:\/\/index\.example/,
    ],
    [
      'pip fills the disk',
      (w) => ({
        ...whole(w),
        python3: `case "$*" in *--version*) exit 0;; esac; echo '[Errno 28] No space left on device' >&2; exit 1`,
      }),
      'DiskFull',
      /RXNAS_CACHE/,
    ],
    [
      'pip leaves no wheel',
      (w) => ({ ...whole(w), python3: 'exit 0' }),
      'DownloadFailed',
      /left no wheel of fake==1\.0/,
    ],
    [
      'the wheel is another file',
      (w) => ({ ...whole(w), python3: pipThatBrings('/bin/sh') }),
      'HashMismatch',
      /It was deleted/,
    ],
    [
      'the compiler fails',
      (w) => ({ ...whole(w), 'g++': "echo 'fatal error: c_api.h' >&2; exit 1" }),
      'CompileFailed',
      /fatal error: c_api\.h/,
    ],
    ['the addon does not load', (w) => ({ ...whole(w), 'g++': 'exit 0' }), 'LoadFailed', /ENOENT/],
  ]

  it.each(failures)('leaves nothing when %s', async (_, tools, tag, words) => {
    const machine = fakeMachine(tools)
    const made = await install(machine)
    expect(made).toMatchObject({ left: { _tag: tag } })
    if (E.isLeft(made)) {
      expect(made.left.message).toMatch(words)
      expect(made.left.message).not.toContain('secret')
    }
    expect(left(machine.paths)).toEqual([])
  })

  it.each(['npm', 'python3', 'g++'] as const)('stops while %s works', async (tool) => {
    const machine = fakeMachine((w) => ({
      ...whole(w),
      [tool]: `case "$*" in *--version*) exit 0;; esac; touch "$(dirname "$0")/begun"; sleep 60`,
    }))
    const begun = join(process.env['PATH'] ?? '', 'begun')
    const stop = new AbortController()
    const making = install(machine, stop.signal)
    await vi.waitUntil(() => existsSync(begun), { timeout: 20_000 })
    stop.abort()
    expect(await making).toMatchObject({ left: { _tag: 'Interrupted' } })
    expect(left(machine.paths)).toEqual([])
  })

  it('says which folder cannot be written', async () => {
    const machine = fakeMachine(whole)
    writeFileSync(machine.cache, 'a file where a folder should be')
    const made = await install(machine)
    expect(made).toMatchObject({ left: { _tag: 'CacheUnwritable' } })
  })
})
