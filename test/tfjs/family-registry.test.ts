import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { choice, decisionSlots, struct, type Task } from '../../src/core.ts'
import {
  defineFamily,
  families,
  familyNames,
  FamilyReference,
  familySettingHelp,
  fromBuilder,
  makeFamily,
} from '../../src/tfjs/index.ts'
import { childrenOf } from './support.ts'

const table: Task = { input: [9], target: { _tag: 'Number' } }

const wide = defineFamily({
  name: 'wide',
  help: 'one layer',
  settings: {
    width: { codec: t.number, byDefault: 64, help: 'most units' },
    depth: { codec: t.literal('deep'), byDefault: 'deep', help: 'how deep' },
  },
  make: ({ width }) =>
    fromBuilder(
      struct({ units: choice(8, width) }),
      ({ units }, tf) => tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [9] })] }),
      { options: { width } },
    ),
})

describe('the registry of families', () => {
  it('has every family once, each with a line of help and settings of known defaults', () => {
    expect(familyNames).toEqual(['article-cnn1d', 'cnn2d', 'cell-dag', 'mlp', 'article'])
    for (const { name, help, settings, configure } of families) {
      expect(help).not.toBe('')
      const defaults = Object.fromEntries(settings.map((each) => [each.name, each.byDefault]))
      expect(E.isRight(configure(defaults)), name).toBe(true)
      expect(settings.every((each) => each.help !== '')).toBe(true)
    }
  })

  it('tells help and defaults of a setting by the families that take it', () => {
    expect(familySettingHelp('layers')).toEqual({
      help: 'most layers or stages of a child',
      byDefault: '2 for article-cnn1d, cell-dag and article, 3 for cnn2d and mlp',
    })
    expect(familySettingHelp('poolStride').byDefault).toBe('size')
    expect(familySettingHelp('tune').byDefault).toBe(
      'false for article-cnn1d, true for cnn2d, cell-dag and mlp',
    )
    expect(familySettingHelp('width', [...families, wide])).toEqual({
      help: 'most units',
      byDefault: '64',
    })
  })

  it('takes a user’s family, whose defaults fill in what is not given', () => {
    const unitsOf = (settings: unknown) => {
      const made = makeFamily([...families, wide], 'wide', settings)
      if (E.isLeft(made)) throw new Error(made.left.message)
      expect(made.right.name).toBe('wide')
      const [slot] = decisionSlots(childrenOf(made.right, table).space)
      return [made.right.options, slot?.path]
    }
    expect(unitsOf({})).toEqual([{ width: 64 }, 'units'])
    expect(unitsOf({ width: 16, layers: 3 })).toEqual([{ width: 16 }, 'units'])
  })

  it.each([
    ['mpl', {}, 'FamilyUnknown', /no space "mpl"; there is article-cnn1d, cnn2d/],
    ['constructor', {}, 'FamilyUnknown', /no space "constructor"/],
    ['mlp', { layers: 17 }, 'FamilySettingsInvalid', /mlp does not take.*layers: 17 is not/],
    ['mlp', { layers: NaN }, 'FamilySettingsInvalid', /layers: NaN is not a whole number/],
    ['cnn2d', { layers: 0 }, 'FamilySettingsInvalid', /layers: 0 is not a whole number from 1/],
    ['article', { poolStride: 'two' }, 'FamilySettingsInvalid', /poolStride: "two" is not one of/],
    ['wide', { depth: 'flat' }, 'FamilySettingsInvalid', /depth: "flat" is not "deep"/],
    ['mlp', null, 'FamilySettingsInvalid', /settings are an object/],
    ['mlp', [], 'FamilySettingsInvalid', /settings are an object/],
  ])('refuses %s of %j as %s', (name, settings, tag, message) => {
    expect(makeFamily([...families, wide], name, settings)).toEqual(
      E.left({ _tag: tag, name, message: expect.stringMatching(message) as unknown }),
    )
  })

  it.each(['article-cnn1d', 'seed-cnn1d', 'mlp'])('refuses a second family %s', (name) => {
    const mine = defineFamily({
      name,
      help: 'mine',
      settings: {},
      make: () => wide.make({ width: 9 }),
    })
    for (const asked of ['article-cnn1d', 'seed-cnn1d', 'mlp', 'cnn2d'])
      expect(makeFamily([...families, mine], asked)).toMatchObject({
        left: {
          _tag: 'FamilyNamedTwice',
          message: expect.stringMatching(
            /^Two spaces have the name (article-cnn1d|mlp)\./,
          ) as string,
        },
      })
  })

  it('knows a family by the name that it had', () => {
    expect(makeFamily(families, 'seed-cnn1d')).toMatchObject(E.right({ name: 'article-cnn1d' }))
    expect(() => wide.make({ width: 'x' })).toThrow(TypeError)
  })

  it('never throws, whatever settings a card gives', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...familyNames, '', '__proto__'),
        fc.anything(),
        (name, given) => {
          expect(['Left', 'Right']).toContain(makeFamily(families, name, given)._tag)
          const reference = FamilyReference.decode({ _tag: 'Named', name, settings: given })
          if (E.isRight(reference) && reference.right._tag === 'Named')
            expect(Object.keys(reference.right.settings).sort()).toEqual(
              Object.keys(reference.right.settings)
                .filter((key) => ['layers', 'poolStride', 'tune'].includes(key))
                .sort(),
            )
        },
      ),
    )
  })
})
