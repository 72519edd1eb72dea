import { describe, expect, it } from 'vitest'
import { dataDefaults, dataOptionNames, DataOptions, dataOptions } from '../../src/data/index.ts'
import { splitOf } from '../../src/data/splitRows.ts'

const whole: Required<DataOptions> = {
  target: 'species',
  form: 'tsv',
  task: 'classification',
  columns: { zip: 'category', id: 'ignore' },
  validation: 0.2,
  test: 0.1,
  splitSeed: 7,
  imageSize: 28,
  onBad: 'drop',
  encoding: 'windows-1252',
  delimiter: 'semicolon',
  quote: 'none',
  header: 'no',
  skipLines: 3,
  missing: ['', 'unknown'],
  decimal: 'comma',
  thousands: 'point',
}

describe('dataOptions', () => {
  it('has every option, with a codec that takes its default', () => {
    expect([...dataOptionNames].sort()).toEqual(Object.keys(whole).sort())
    for (const name of dataOptionNames) {
      expect(dataOptions[name].help).not.toBe('')
      expect(dataOptions[name].codec.decode(whole[name])).toEqual({
        _tag: 'Right',
        right: whole[name],
      })
    }
    for (const [name, value] of Object.entries(dataDefaults)) {
      expect(DataOptions.decode({ [name]: value })).toEqual({
        _tag: 'Right',
        right: { [name]: value },
      })
    }
  })

  it.each<[keyof DataOptions, ReadonlyArray<unknown>]>([
    ['target', ['', '  ', 3]],
    ['form', ['CSV', '.csv', 'xlsx', null]],
    ['task', ['clustering', '', null]],
    ['columns', [{ zip: 'text' }, 'zip=category', []]],
    ['validation', [0, 0.009, 0.51, NaN, '0.2']],
    ['test', [0, 0.51, Infinity]],
    ['splitSeed', [-1, 1.5, 4_294_967_296]],
    ['imageSize', [3, 1025, 28.5]],
    ['onBad', ['Drop', 'ignore', true]],
    ['encoding', ['', 8]],
    ['delimiter', [',', 'none']],
    ['quote', ['"', null]],
    ['header', [true, 'maybe']],
    ['skipLines', [-1, 1.5, '3']],
    ['missing', ['NA', [1]]],
    ['decimal', ['.', 'none']],
    ['thousands', ['.', true]],
  ])('refuses another %s', (name, values) => {
    for (const value of values) {
      expect(dataOptions[name].codec.decode(value)._tag).toBe('Left')
      expect(DataOptions.decode({ [name]: value })._tag).toBe('Left')
    }
  })

  it('decodes what is given, and leaves out what it does not know', () => {
    expect(DataOptions.decode(whole)).toEqual({ _tag: 'Right', right: whole })
    expect(DataOptions.decode({ test: 0.3, tset: 0.4 })).toEqual({
      _tag: 'Right',
      right: { test: 0.3 },
    })
  })

  it('splits by the defaults', () => {
    const { validation, test, splitSeed } = dataDefaults
    expect(splitOf({})).toEqual({ validation, test, seed: splitSeed })
    expect(dataOptions.validation.byDefault).toBe(validation)
  })
})
