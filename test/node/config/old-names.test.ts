import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { initCommand } from '../../../src/cli/init/initCommand.ts'
import { searchCommand } from '../../../src/cli/search/searchCommand.ts'
import { currentName } from '../../../src/common/index.ts'
import { headerDifference, type JournalHeader } from '../../../src/core.ts'
import { configSchema, readSettings } from '../../../src/session/index.ts'
import { FamilyReference } from '../../../src/tfjs/index.ts'
import { header } from '../../support/recorded-search.ts'

const old = 'seed-cnn1d'
const current = 'article-cnn1d'

describe('the name that a family had', () => {
  it('is read of a card or a worker’s options as the name it has', () => {
    const reference = { _tag: 'Named', name: old, settings: { layers: 2 } }
    expect(FamilyReference.decode(reference)).toEqual(E.right({ ...reference, name: current }))
    expect(E.isLeft(FamilyReference.decode({ ...reference, name: 'constructor' }))).toBe(true)
  })

  it('is read of a flag or a file as the name it has', () => {
    expect(readSettings({ space: { value: old, where: '--space' } })).toEqual(
      E.right({ space: current }),
    )
    expect(E.isLeft(readSettings({ space: { value: 'toString', where: '--space' } }))).toBe(true)
  })

  it.each([
    [old, current],
    [current, current],
  ])('is read by init: %s', (given, name) => {
    const space = initCommand().options.find(({ long }) => long === '--space')
    expect(space?.parseArg?.(given, undefined)).toBe(name)
    expect(() => space?.parseArg?.('cnn', undefined)).toThrow('Allowed choices')
  })

  it('is told nowhere', () => {
    const help = `${searchCommand(() => Promise.resolve()).helpInformation()}${initCommand().helpInformation()}`
    expect(help).not.toContain(old)
    expect(JSON.stringify(configSchema())).not.toContain(old)
  })

  it('makes no other search of a journal', () => {
    const trained = (name: string): JournalHeader => ({
      ...header(),
      trainer: { name, options: { images: 5 } },
    })
    expect(headerDifference(trained(old), trained(current))).toEqual([])
    expect(headerDifference(trained('mlp'), trained(current))).toEqual([
      { path: 'trainer.name', recorded: 'mlp', asked: current },
    ])
  })
})

describe('the name that the article’s policy had', () => {
  it('is read of a flag or a file as the name it has', () => {
    expect(readSettings({ policy: { value: 'seed-reinforce', where: '--policy' } })).toEqual(
      E.right({ policy: 'article-reinforce' }),
    )
  })

  it('is told nowhere', () => {
    expect(searchCommand(() => Promise.resolve()).helpInformation()).not.toContain('seed-reinforce')
    expect(JSON.stringify(configSchema())).not.toContain('seed-reinforce')
    expect(JSON.stringify(configSchema())).toContain('article-reinforce')
  })

  it('makes no other search of a journal', () => {
    const by = (name: string): JournalHeader => ({ ...header(), policy: { name, options: {} } })
    expect(headerDifference(by('seed-reinforce'), by('article-reinforce'))).toEqual([])
  })
})

describe('currentName', () => {
  it('keeps what was never renamed', () => {
    expect(['mlp', 'constructor', '__proto__', ''].map(currentName)).toEqual([
      ...['mlp', 'constructor', '__proto__', ''],
    ])
  })
})
