import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  articleActions,
  cellDag,
  codec,
  cnn2d,
  decisionSlots,
  describedSpace,
  describeSpace,
  type Json,
  articleCnn1d,
  type SearchSpace,
} from '../../src/core.ts'
import { architecture, searchSpace } from '../../src/testing/index.ts'

/** The space of a description that has been through a file. */
const again = (space: SearchSpace<unknown>): SearchSpace<Json> => {
  const read = describedSpace(JSON.parse(JSON.stringify(describeSpace(space))) as Json)
  if (E.isLeft(read)) throw new Error(read.left)
  return read.right
}

const keepsItsLaws = (space: SearchSpace<unknown>): void => {
  const described = again(space)
  expect(decisionSlots(described)).toEqual(decisionSlots(space))
  fc.assert(
    fc.property(architecture(space), (child) => {
      const encoded = JSON.parse(JSON.stringify(codec(space).encode(child))) as Json
      expect(codec(described).decode(encoded)).toEqual(E.right(encoded))
    }),
    { numRuns: 10 },
  )
}

describe('describedSpace', () => {
  it('has the decisions of the space that was described, and takes its encoded architectures', () => {
    fc.assert(fc.property(searchSpace, keepsItsLaws), { numRuns: 60 })
  })

  it.each<[string, SearchSpace<unknown>]>([
    ['article-cnn1d', articleCnn1d()],
    ['article', articleActions({ layers: 1 })],
    ['cnn2d', cnn2d()],
    ['cellDag', cellDag()],
  ])('does so for %s', (_, space) => keepsItsLaws(space))

  it.each<[string, Json]>([
    ['a name', 'cnn'],
    ['no options', { choice: [] }],
    ['a length below 0', { sequence: { constant: 1 }, min: -1, max: 2 }],
    ['a field that is none', { struct: { a: { choice: [1, 2] }, b: 3 } }],
    ['nothing known', { graph: [] }],
  ])('says that %s describes no space', (_, description) => {
    expect(describedSpace(description)).toMatchObject({ _tag: 'Left' })
  })
})
