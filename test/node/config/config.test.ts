import { Ajv2020 } from 'ajv/dist/2020.js'
import * as E from 'fp-ts/lib/Either.js'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest'
import { loadConfig } from '../../../src/node/config/index.ts'
import { configSchema, settingNames, type SettingTypes } from '../../../src/session/index.ts'
import { type SearchConfig } from '../../../src/node/index.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'rxnas-config-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const load = async (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  const loaded = await loadConfig(undefined, folder)
  return E.isLeft(loaded) ? loaded.left.message : loaded.right
}

describe('a configuration', () => {
  it('is none where there is no file', async () => {
    expect(await loadConfig(undefined, folder)).toEqual(
      E.right({ file: undefined, given: {}, own: {} }),
    )
  })

  it('is read from JSON', async () => {
    const loaded = await load('rxnas.config.json', '{ "data": "x.csv", "episodes": 3 }')
    expect(loaded).toMatchObject({
      file: join(folder, 'rxnas.config.json'),
      given: {
        data: { value: 'x.csv' },
        episodes: { value: 3, where: 'episodes in rxnas.config.json' },
      },
    })
  })

  it('is read from TypeScript, with parts of its own, on plain Node', async () => {
    const loaded = await load(
      'rxnas.config.ts',
      `import { accuracy, choice, random, struct } from 'rxnas'
       import { defineSearch } from 'rxnas/node'
       import { fromBuilder } from 'rxnas/tfjs'
       const units: ReadonlyArray<number> = [8, 16]
       export default defineSearch({
         target: 'y',
         policy: random,
         reward: { ...accuracy, name: 'mine' },
         space: fromBuilder(struct({ units: choice(...units) }), ({ units }, tf) =>
           tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [2] })] })),
       })`,
    )
    expect(loaded).toMatchObject({
      given: { target: { value: 'y' } },
      own: { reward: { name: 'mine' }, space: { name: 'custom' } },
    })
    expect(loaded).toHaveProperty('own.policy')
    expect(loaded).not.toHaveProperty('given.space')
  })

  it.each([
    [
      'rxnas.config.json',
      '{ "episods": 3 }',
      '"episods" in rxnas.config.json is not a setting. Did you mean episodes?',
    ],
    ['rxnas.config.json', '{ "zzzzzz": 3 }', 'The settings are data, target'],
    ['rxnas.config.json', '{ "episodes": ', 'cannot be read'],
    [
      'rxnas.config.json',
      '{ "episodes": "3" }',
      'episodes in rxnas.config.json takes a whole number',
    ],
    [
      'rxnas.config.json',
      '{ "episodes": 3,\n"episodes": 4 }',
      'has the key "episodes" twice (line 2)',
    ],
    ['rxnas.config.json', '{ "seed": 1e400 }', 'has the number 1e400'],
    ['rxnas.config.json', '[1]', 'should export its settings'],
    ['rxnas.config.ts', 'export const x = 1', '"x" in rxnas.config.ts is not a setting'],
    ['rxnas.config.ts', 'export default {', 'cannot be read'],
    [
      'rxnas.config.ts',
      "import { nothing } from 'no-such-package'\nexport default nothing",
      'no-such-package',
    ],
    ['rxnas.config.ts', "export default { space: 'mpl' }", 'Did you mean mlp?'],
    [
      'rxnas.config.ts',
      'export default { space: { name: 3 } }',
      'space in rxnas.config.ts takes one of',
    ],
  ])('that is wrong is refused: %s %j', async (name, text, message) => {
    expect(await load(name, text)).toContain(message)
  })

  it('that is named and not there is refused', async () => {
    const loaded = await loadConfig('other.json', folder)
    expect(E.isLeft(loaded) && loaded.left.message).toContain('other.json does not exist')
  })

  it('has a type with exactly the settings that there are', () => {
    expectTypeOf<keyof SearchConfig>().toEqualTypeOf<keyof SettingTypes | 'policies'>()
  })
})

describe('the JSON Schema of a configuration', () => {
  const validate = new Ajv2020().compile(configSchema())
  it('knows every setting', () => {
    expect(Object.keys(configSchema()['properties'] as object)).toEqual([
      '$schema',
      ...settingNames,
    ])
  })
  it.each([
    [
      { data: 'x.csv', target: 'y', columns: { a: 'ignore' }, budget: '2 epochs', final: false },
      true,
    ],
    [{ $schema: 'x', space: 'cnn2d', test: 0.2 }, true],
    [{ episods: 3 }, false],
    [{ episodes: 0 }, false],
    [{ budget: 'long' }, false],
    [{ space: 'mpl' }, false],
    [{ columns: { a: 'text' } }, false],
  ])('accepts what the reader accepts: %j', (config, fine) => {
    expect(validate(config)).toBe(fine)
  })
})
