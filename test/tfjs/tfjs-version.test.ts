import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkCopies, tfjsFrom } from '../../src/node/engine/otherCopies.ts'
import {
  isOtherCopyFirst,
  requireTfjs,
  tfjsFault,
  tfjsVersion,
} from '../../src/tfjs/tfjsVersion.ts'

const root = resolve(import.meta.dirname, '../..')

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
})
