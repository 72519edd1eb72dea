import * as E from 'fp-ts/lib/Either.js'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  type EngineInfo,
  engineStatus,
  enginePaths,
  ensureEngine,
  installEngine,
} from '../../../src/node/engine/index.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rxnas-real-engine-')))
const cache = join(folder, 'cache')
const project = join(folder, 'project')
const paths = enginePaths(cache)
const steps: Array<string> = []
let made: EngineInfo | undefined

beforeAll(async () => {
  mkdirSync(join(project, 'node_modules'), { recursive: true })
  writeFileSync(join(project, 'package.json'), '{}')
  vi.spyOn(process, 'cwd').mockReturnValue(project)
  const installed = await installEngine({
    paths,
    source: 'pypi',
    report: (progress) => {
      if (progress._tag === 'Step') steps.push(progress.text)
    },
  })
  if (E.isLeft(installed)) throw new Error(installed.left.message)
  made = installed.right
})

afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true, force: true })
})

/** What the built package does in a process of its own: load the engine, add, train, write a summary. */
const program = `
import { createRequire } from 'node:module'
import * as tf from ${JSON.stringify(import.meta.resolve('@tensorflow/tfjs'))}
import { loadEngine } from ${JSON.stringify(resolve(import.meta.dirname, '../../../dist/src/node/engine/index.js'))}
const [one, two] = await Promise.all([loadEngine(), loadEngine()])
if (one._tag === 'Left') throw new Error(one.left.message)
const node = createRequire(process.argv[2] + '/')('@tensorflow/tfjs-node')
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] })
model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })
const history = await model.fit(tf.ones([8, 2]), tf.ones([8, 1]), { epochs: 2, verbose: 0 })
const writer = node.node.summaryFileWriter(process.argv[2] + '/events')
writer.scalar('loss', history.history.loss[0], 0)
writer.flush()
console.log(JSON.stringify({
  same: one.right === two.right,
  backend: tf.getBackend(),
  sum: tf.add(node.scalar(20), tf.scalar(22)).dataSync()[0],
  falls: history.history.loss[1] < history.history.loss[0],
  library: one.right,
  warnIsBack: console.warn.toString().includes('native code') || console.warn.name !== '',
}))
`

/** A Node binary of that major version: told by the environment, or of the npm package `node`. */
const nodeOf = (major: number): string | undefined => {
  if (process.versions.node.startsWith(`${major}.`)) return process.execPath
  const told = process.env[`RXNAS_NODE_${major}`]
  if (told !== undefined) return told
  const prefix = join(folder, `node-${major}`)
  // The package brings its binary by a script, which this project's settings forbid.
  const args = [
    'install',
    '--ignore-scripts=false',
    '--prefix',
    prefix,
    '--no-audit',
    '--no-fund',
    `node@${major}`,
  ]
  mkdirSync(prefix)
  const got = spawnSync('npm', args, { timeout: 120_000, stdio: 'ignore' })
  const binary = join(prefix, 'node_modules', 'node', 'bin', 'node')
  return got.status === 0 && existsSync(binary) ? binary : undefined
}

describe('a real engine, set up in an empty cache', () => {
  it('stands alone in its cache, works, and is linked into the project', async () => {
    expect(readdirSync(paths.engines)).toEqual([paths.home.split('/').at(-1)])
    expect(await engineStatus(paths)).toMatchObject({ _tag: 'Works', libtensorflow: '2.16.1' })
    expect(readlinkSync(join(project, 'node_modules', '@tensorflow', 'tfjs-node'))).toBe(
      made?.tfjsNode,
    )
    expect(steps.at(-1)).toBe('trying the engine')
  })

  it('is taken by a second project without any tool', async () => {
    const second = join(folder, 'second')
    mkdirSync(join(second, 'node_modules'), { recursive: true })
    writeFileSync(join(second, 'package.json'), '{}')
    vi.spyOn(process, 'cwd').mockReturnValue(second)
    vi.stubEnv('PATH', '')
    try {
      expect(await ensureEngine({ paths })).toEqual(
        E.right({ from: 'cache', tfjsNode: made?.tfjsNode }),
      )
      expect(existsSync(join(second, 'node_modules/@tensorflow/tfjs-node/package.json'))).toBe(true)
    } finally {
      vi.unstubAllEnvs()
    }
  })

  it.for([20, 22, 24])('trains on Node %i without a warning', (major, { skip }) => {
    const node = nodeOf(major)
    if (node === undefined) return skip(`Node ${major} cannot be had from npm here`)
    const file = join(project, 'train.mjs')
    writeFileSync(file, program)
    const ran = spawnSync(node, [file, project], {
      cwd: project,
      env: { ...process.env, NODE_OPTIONS: '', RXNAS_CACHE: cache },
      encoding: 'utf8',
      timeout: 60_000,
    })
    expect(ran.stderr).toBe('')
    expect(JSON.parse(ran.stdout.trim().split('\n').at(-1) ?? '')).toEqual({
      same: true,
      backend: 'tensorflow',
      sum: 42,
      falls: true,
      library: '2.16.1',
      warnIsBack: true,
    })
    expect(readdirSync(join(project, 'events')).length).toBeGreaterThan(0)
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(`v${major}.`)
  })

  it('is loaded where the project has a tfjs-node that does not load', () => {
    const other = join(folder, 'other')
    const broken = join(other, 'node_modules', '@tensorflow', 'tfjs-node')
    mkdirSync(join(broken, 'lib', 'napi-v8'), { recursive: true })
    writeFileSync(join(broken, 'package.json'), '{ "version": "4.22.0" }')
    writeFileSync(join(broken, 'lib', 'napi-v8', 'tfjs_binding.node'), '')
    writeFileSync(join(broken, 'index.js'), "require('./lib/napi-v8/tfjs_binding.node')")
    const file = join(other, 'load.mjs')
    writeFileSync(
      file,
      `import { loadEngine } from ${JSON.stringify(resolve(import.meta.dirname, '../../../dist/src/node/engine/index.js'))}
console.log(JSON.stringify(await loadEngine()))`,
    )
    const load = (cacheOfLoad: string): unknown => {
      const environment = { ...process.env, NODE_OPTIONS: '', RXNAS_CACHE: cacheOfLoad }
      const options = { cwd: other, env: environment, encoding: 'utf8' } as const
      return JSON.parse(execFileSync(process.execPath, [file], options))
    }
    expect(load(cache)).toEqual(E.right('2.16.1'))
    expect(load(join(folder, 'empty'))).toMatchObject({
      left: { _tag: 'LoadFailed', message: expect.stringContaining(broken) as string },
    })
  })
})
