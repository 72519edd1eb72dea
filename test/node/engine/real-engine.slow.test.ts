import * as E from 'fp-ts/lib/Either.js'
import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { cacheFolder } from '../../../src/node/cacheFolder.ts'
import { engineStatus, enginePaths, ensureEngine } from '../../../src/node/engine/index.ts'
import { packageOf } from '../../../src/node/engine/EnginePaths.ts'
import { engineModule, standIn, trainsWell } from './training-process.ts'

// The engine that this machine has; the nightly tests set one up in an empty cache.
const cache = cacheFolder()
const paths = enginePaths(cache)
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rxnas-real-engine-')))

beforeAll(async () => {
  standIn(join(folder, 'first'))
  const there = await ensureEngine({ paths })
  if (E.isLeft(there)) throw new Error(there.left.message)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the engine of this machine', () => {
  it('is taken by a project without any tool, and linked into it', async () => {
    const project = standIn(join(folder, 'project'))
    vi.stubEnv('PATH', '')
    expect(await ensureEngine({ paths })).toEqual(
      E.right({ from: 'cache', tfjsNode: packageOf(paths.home) }),
    )
    const link = join(project, 'node_modules', '@tensorflow', 'tfjs-node')
    expect(readlinkSync(link)).toBe(packageOf(paths.home))
    expect(existsSync(join(link, 'package.json'))).toBe(true)
    expect(await engineStatus(paths)).toMatchObject({ _tag: 'Works', libtensorflow: '2.16.1' })
  })

  it('trains without a warning', async () => {
    const project = standIn(join(folder, 'training'))
    await ensureEngine({ paths })
    trainsWell(process.execPath, project, cache)
  })

  it('is loaded where the project has a tfjs-node that does not load', () => {
    const project = standIn(join(folder, 'other'))
    const broken = join(project, 'node_modules', '@tensorflow', 'tfjs-node')
    mkdirSync(join(broken, 'lib', 'napi-v8'), { recursive: true })
    writeFileSync(join(broken, 'package.json'), '{ "version": "4.22.0" }')
    writeFileSync(join(broken, 'lib', 'napi-v8', 'tfjs_binding.node'), '')
    writeFileSync(join(broken, 'index.js'), "require('./lib/napi-v8/tfjs_binding.node')")
    const file = join(project, 'load.mjs')
    writeFileSync(
      file,
      `import { loadEngine } from ${JSON.stringify(engineModule)}
console.log(JSON.stringify(await loadEngine()))`,
    )
    const load = (cacheOfLoad: string): unknown => {
      const environment = { ...process.env, NODE_OPTIONS: '', RXNAS_CACHE: cacheOfLoad }
      const options = { cwd: project, env: environment, encoding: 'utf8' } as const
      return JSON.parse(execFileSync(process.execPath, [file], options))
    }
    expect(load(cache)).toEqual(E.right('2.16.1'))
    expect(load(join(folder, 'empty'))).toMatchObject({
      left: { _tag: 'LoadFailed', message: expect.stringContaining(broken) as string },
    })
  })
})
