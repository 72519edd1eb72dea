import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { tfjsVersion } from '../../src/tfjs/tfjsVersion.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rxnas-copies-')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A copy of tfjs in a project's node_modules that says that it is of a version. */
const copyOfTfjs = (project: string, version: string): void => {
  const require = createRequire(join(root, 'package.json'))
  for (const name of [
    '',
    '-core',
    '-layers',
    '-data',
    '-converter',
    '-backend-cpu',
    '-backend-webgl',
  ]) {
    const id = `@tensorflow/tfjs${name}`
    const main = require.resolve(id)
    const to = join(project, 'node_modules', id)
    const below = main.slice(main.lastIndexOf(id) + id.length + 1)
    mkdirSync(dirname(join(to, below)), { recursive: true })
    writeFileSync(join(to, below), readFileSync(main, 'utf8').replaceAll(tfjsVersion, version))
    writeFileSync(join(to, 'package.json'), JSON.stringify({ name: id, version, main: below }))
  }
  // What the copies need beside each other.
  for (const name of ['long', 'seedrandom', 'node-fetch', 'string_decoder'])
    cpSync(join(root, 'node_modules', name), join(project, 'node_modules', name), {
      recursive: true,
      force: false,
    })
}

/** What a program in a project prints that loads its own copy of tfjs before rxnas. */
const run = (project: string, program: string): string => {
  const file = join(project, 'program.mjs')
  writeFileSync(file, program)
  return execFileSync(process.execPath, [file], {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

const program = `
import * as theirs from '@tensorflow/tfjs'
const { loadEngine } = await import(${JSON.stringify(join(root, 'dist/src/node/engine/index.js'))})
const { fromBuilder } = await import(${JSON.stringify(join(root, 'dist/src/tfjs/index.js'))})
const { choice, struct } = await import(${JSON.stringify(join(root, 'dist/src/core.js'))})
const loaded = await loadEngine()
const family = fromBuilder(struct({ units: choice(2, 4) }), ({ units }) =>
  theirs.sequential({ layers: [theirs.layers.dense({ units, inputShape: [3] })] }))
const task = { input: [3], target: { _tag: 'Classes', count: 2 } }
let built = ''
try {
  family.forTask(task).right.build({ units: 2 }, 1)
} catch (error) {
  built = error.message
}
console.log(JSON.stringify({ loaded, built }))
`

describe('two copies of tfjs in a process', () => {
  it.each([
    ['4.10.0', { _tag: 'Left', left: { _tag: 'TfjsMismatch' } }],
    [tfjsVersion, { _tag: 'Right' }],
  ])('of which the other is %s: the engine loads only where they are equal', (version, loaded) => {
    const project = join(folder, version)
    mkdirSync(project)
    writeFileSync(join(project, 'package.json'), '{}')
    copyOfTfjs(project, version)
    const said = JSON.parse(run(project, program)) as { loaded: unknown; built: string }
    expect(said.loaded).toMatchObject(loaded)
    expect(said.built).toMatch(
      /builder of custom made its network by another copy of @tensorflow\/tfjs than rxnas/,
    )
  })
})
