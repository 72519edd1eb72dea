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
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  type EngineInfo,
  engineStatus,
  enginePaths,
  installEngine,
} from '../../../src/node/engine/index.ts'
import { standIn, trainsWell } from './training-process.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rxnas-real-engine-')))
const cache = join(folder, 'cache')
const project = join(folder, 'project')
const paths = enginePaths(cache)
const steps: Array<string> = []
let made: EngineInfo | undefined

beforeAll(async () => {
  standIn(project)
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

  it.for([20, 22, 24])('trains on Node %i without a warning', (major, { skip }) => {
    const node = nodeOf(major)
    if (node === undefined) return skip(`Node ${major} cannot be had from npm here`)
    trainsWell(node, project, cache)
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(`v${major}.`)
  })
})
