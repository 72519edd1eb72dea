import { Ajv2020 } from 'ajv/dist/2020.js'
import * as E from 'fp-ts/lib/Either.js'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as t from 'io-ts'
import { pipe } from 'fp-ts/lib/function.js'
import { describe, expect, it } from 'vitest'
import { decisionSlots, definePolicy, type PolicyDefinition, random } from '../../src/core.ts'
import { familySettingHelp, familySettingNames } from '../../src/tfjs/index.ts'
import { searchCommand } from '../../src/cli/search/searchCommand.ts'
import { dataDefaults, dataOptionNames, dataOptions } from '../../src/data/index.ts'
import {
  configSchema,
  dataOptionsOf,
  declarationOf,
  defaultText,
  givenBy,
  partsOf,
  planSearch,
  readConfig,
  readSettings,
  settingNames,
  type SearchConfig,
  usage,
} from '../../src/session/index.ts'

const machine = { processors: 3, now: new Date(2026, 0, 31, 9, 15, 2) }
const plain = planSearch({ file: undefined, given: {}, own: {} }, {}, machine)
const planned = E.isRight(plain) ? plain.right : undefined

const kebab = (key: string): string => key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)

describe('a setting', () => {
  const flags = new Map(
    searchCommand(() => Promise.resolve()).options.map((one) => [one.long, one]),
  )
  const properties = configSchema()['properties'] as Record<
    string,
    { readonly description: string }
  >

  it.each(settingNames)('%s has its flag, its schema and its help from its declaration', (key) => {
    const declaration = declarationOf(key)
    const flag = flags.get(`--${kebab(key)}`)
    expect(flag).toBeDefined()
    expect(properties[key]?.description).toContain(declaration.help)
    const text = defaultText(declaration)
    if (
      text !== '' &&
      !(declaration.byDefault._tag === 'Fixed' && declaration.byDefault.value === true)
    )
      expect(flag?.description).toContain(text)
    expect(flag?.helpGroupHeading).toBe(`${declaration.group}:`)
  })

  it.each(settingNames)('%s is in a plan with the default of its declaration', (key) => {
    const { byDefault } = declarationOf(key)
    if (byDefault._tag === 'Fixed') expect(planned?.[key]).toEqual(byDefault.value)
    if (byDefault._tag === 'Optional') expect(planned?.[key]).toBeUndefined()
    if (byDefault._tag === 'Derived') expect(planned?.[key]).toBeDefined()
  })

  it.each(settingNames)('%s comes back from a plan as a configuration gives it', (key) => {
    const value = planned?.[key]
    if (value === undefined) return
    const json = declarationOf(key).toJson(value)
    const again = readSettings(givenBy({ [key]: json }, 'of the test'))
    expect(again).toEqual(E.right({ [key]: value }))
    expect(new Ajv2020().compile(configSchema())({ [key]: json })).toBe(true)
  })
})

describe('an option of reading data', () => {
  it.each(dataOptionNames)('%s is a setting by its declaration', (key) => {
    const option = dataOptions[key]
    const setting = declarationOf(key)
    expect(setting.help).toBe(option.help)
    expect(setting.byDefault).toMatchObject(
      'byDefault' in option
        ? { _tag: 'Fixed', value: option.byDefault }
        : { _tag: 'Optional', text: option.defaultText },
    )
  })

  it('reaches the reading of data, whichever it is', () => {
    const given = { target: 'species', columns: { zip: 'ignore' }, imageSize: 28, splitSeed: 7 }
    const plan = planSearch(
      { file: undefined, given: givenBy(given, 'of the test'), own: {} },
      {},
      machine,
    )
    expect(E.map(dataOptionsOf)(plan)).toEqual(E.right({ ...dataDefaults, ...given }))
  })
})

describe('a setting of a family', () => {
  const planOf = (given: SearchConfig): ReturnType<typeof planSearch> =>
    pipe(
      readConfig(given, 'my.config.ts'),
      E.chain((config) => planSearch({ file: undefined, ...config }, {}, machine)),
    )
  const partsFor = (given: SearchConfig, input: ReadonlyArray<number>) =>
    pipe(
      planOf(given),
      E.chainW((plan) => partsOf(plan, { input, target: { _tag: 'Classes', count: 3 } })),
      E.map(({ children }) => decisionSlots(children.space).map(({ path }) => path)),
    )

  it.each(familySettingNames)('%s is that of the families', (key) => {
    const { help, byDefault } = familySettingHelp(key)
    expect(declarationOf(key)).toMatchObject({
      help,
      byDefault: { _tag: 'Optional', text: byDefault },
    })
  })

  it('is taken as its family takes it: a perceptron without a layer', () => {
    expect(partsFor({ space: 'mlp', layers: 0, tune: false }, [4])).toEqual(E.right([]))
    expect(partsFor({ data: 'penguins.csv', layers: 0, tune: false }, [4])).toEqual(E.right([]))
  })

  it.each(['cnn2d', 'cell-dag', 'article', 'article-cnn1d'] as const)(
    'is refused as a usage error by %s, which takes a layer or more',
    (space) => {
      expect(planOf({ space, layers: 0 })).toEqual(
        E.left(
          usage(
            `The space ${space} does not take these settings: layers: 0 is not a whole number from 1 to 16.`,
          ),
        ),
      )
    },
  )

  it('is refused where the data chooses a family that does not take it', () => {
    expect(partsFor({ data: 'photos', layers: 0 }, [8, 8, 1])).toMatchObject({
      left: {
        message: expect.stringMatching(/^The space cnn2d does not take.*layers: 0/) as string,
      },
    })
  })
})

describe('the defaults', () => {
  it('that depend on the machine or on other settings are derived', () => {
    expect(planned).toMatchObject({ workers: 3, out: 'runs/2026-01-31-091502', confirm: 1 })
    expect(planned).toMatchObject(
      (({ validation, test, splitSeed }) => ({ validation, test, splitSeed }))(dataDefaults),
    )
  })

  it('stand in the declarations alone: nothing that runs a search has one of its own', () => {
    const folders = ['src/session', 'src/node/session', 'src/cli/session', 'src/cli/search']
    const second = new RegExp(
      `\\b(${settingNames.join('|')})\\s*(\\?\\?|=(?!=|>))\\s*(\\d|'[^']|\\{ (images|epochs|steps))`,
    )
    const found = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('settings/settings.ts'))
        .flatMap((file) =>
          readFileSync(join(folder, file), 'utf8')
            .split('\n')
            .filter((line) => second.test(line) && !/^\s*(\*|\/\/)/.test(line))
            .map((line) => `${folder}/${file}: ${line.trim()}`),
        ),
    )
    expect(found).toEqual([])
  })
})

describe('a configuration', () => {
  const own = (name: string): PolicyDefinition =>
    definePolicy({
      ...{ name, revision: 1, help: 'for a test', options: t.strict({}) },
      make: (space) => random(space),
    })

  it.each([
    ['random', [own('random')]],
    ['article-reinforce', [own('seed-reinforce')]],
    ['mine', [own('mine'), own('other'), own('mine')]],
  ])('in which two policies are %s is refused, whichever is searched by', (name, list) => {
    for (const policy of [name, 'ppo'])
      expect(readConfig({ policy, policies: list }, 'my.config.ts')).toEqual(
        E.left(
          usage(
            `policies in my.config.ts, with those of rxnas, is wrong: Two policies have the name ${name}. Give one of them another.`,
          ),
        ),
      )
  })

  it('adds a policy of its own by name, and refuses what is none', () => {
    const read = readConfig({ policy: 'mine', policies: [own('mine')] }, 'my.config.ts')
    const plan = pipe(
      read,
      E.chain((config) => planSearch({ file: undefined, ...config }, {}, machine)),
    )
    expect(E.map(({ policy }: { readonly policy: string }) => policy)(plan)).toEqual(
      E.right('mine'),
    )
    const config: SearchConfig = { policy: 'mine' }
    const unknown = planSearch(
      { file: undefined, given: givenBy(config, 'of the test'), own: {} },
      {},
      machine,
    )
    expect(E.isLeft(unknown) && unknown.left.message).toContain('policy of the test takes one of')
  })
})
