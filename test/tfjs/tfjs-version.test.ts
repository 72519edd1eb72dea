import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
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
import { checkCopies, tfjsFrom } from '../../src/node/engine/otherCopies.ts'
import {
  isOtherCopyFirst,
  requireTfjs,
  tfjsFault,
  tfjsVersion,
} from '../../src/tfjs/tfjsVersion.ts'

const root = resolve(import.meta.dirname, '../..')
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'rxnas-copies-')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Package {
  readonly peerDependencies: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
}
const { peerDependencies, dependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as Package

describe('the version of tfjs', () => {
  it('is the one that package.json asks of a project, which brings what two copies would break', () => {
    expect(peerDependencies['@tensorflow/tfjs']).toBe(tfjsVersion)
    for (const name of ['@tensorflow/tfjs', 'rxjs', 'fp-ts', 'io-ts']) {
      expect(peerDependencies).toHaveProperty([name])
      expect(dependencies).not.toHaveProperty([name])
    }
  })

  it('is told in a paragraph where it is another, of the whole or of a part', () => {
    expect(tfjsFault(tf.version)).toBeUndefined()
    expect(() => requireTfjs()).not.toThrow()
    for (const [name, version] of [
      ['tfjs', '4.10.0'],
      ['tfjs-core', '3.21.0'],
    ] as const)
      expect(tfjsFault({ ...tf.version, [name]: version })).toBe(
        `rxnas is made for @tensorflow/tfjs 4.22.0, but this is ${name} ${version}. Install the version that it is made for by: npm install @tensorflow/tfjs@4.22.0, and see which packages ask for another by: npm ls @tensorflow/tfjs`,
      )
  })
})

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
  const file = join(project, 'program.mts')
  writeFileSync(file, program)
  return execFileSync(process.execPath, ['--import', import.meta.resolve('tsx'), file], {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

const program = `
import * as theirs from '@tensorflow/tfjs'
const { loadEngine } = await import(${JSON.stringify(join(root, 'src/node/engine/index.ts'))})
const { fromBuilder } = await import(${JSON.stringify(join(root, 'src/tfjs/index.ts'))})
const { choice, struct } = await import(${JSON.stringify(join(root, 'src/index.ts'))})
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
  it('are told apart by whose the engine is', () => {
    expect(isOtherCopyFirst()).toBe(false)
    const own = { folder: '/a', version: tfjsVersion }
    const other = { folder: '/b', version: '4.10.0' }
    expect(checkCopies(own, [undefined, own, { ...own, folder: '/c' }])).toEqual(E.right(undefined))
    expect(checkCopies(own, [own, other])).toMatchObject(
      E.left({
        _tag: 'TfjsMismatch',
        message: expect.stringMatching(
          /Two copies.*4\.22\.0 in \/a, which rxnas imports, and 4\.10\.0 in \/b.*npm dedupe/,
        ) as unknown,
      }),
    )
    expect(tfjsFrom(join(root, 'package.json'))).toMatchObject({ version: tfjsVersion })
    expect(tfjsFrom('/package.json')).toBeUndefined()
  })

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
