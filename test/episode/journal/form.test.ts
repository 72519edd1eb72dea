import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anyJournalLine,
  describeDifference,
  headerDifference,
  type JournalHeader,
  journalLineCodec,
  articleCnn1d,
} from '../../../src/core.ts'
import { journalLine, searchSpace } from '../../../src/testing/index.ts'
import { header } from '../../support/recorded-search.ts'

const throughFile = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('a journal’s lines', () => {
  it('are read as they were written, of every event of any space', () => {
    const lineOfAny = searchSpace.chain((any) =>
      journalLine(any).map((line) => [any, line] as const),
    )
    fc.assert(
      fc.property(lineOfAny, ([any, line]) => {
        const codec = journalLineCodec(any)
        expect(codec.decode(throughFile(codec.encode(line)))).toEqual(E.right(line))
      }),
      { numRuns: 300 },
    )
  })

  it('are read so without their space, and written again as they were', () => {
    const child = articleCnn1d()
    fc.assert(
      fc.property(journalLine(child), (line) => {
        const text = JSON.stringify(journalLineCodec(child).encode(line))
        const any = anyJournalLine.decode(JSON.parse(text))
        expect(E.isRight(any) && JSON.stringify(anyJournalLine.encode(any.right))).toBe(text)
      }),
      { numRuns: 100 },
    )
  })

  it.each([
    ['a reward of null', { _tag: 'Rewarded', reward: null }],
    ['no tag', { reward: 1 }],
    ['a tag of its prototype', { _tag: 'constructor' }],
    ['nothing', null],
    ['a list', []],
  ])('with %s are refused', (_, event) => {
    expect(E.isLeft(anyJournalLine.decode({ at: 'now', event }))).toBe(true)
  })
})

describe('headerDifference', () => {
  it('finds none between a header and itself, nor between packages or warm starts', () => {
    const other: JournalHeader = { ...header(), package: '9', warmStart: [] }
    expect(headerDifference(header(), header())).toEqual([])
    expect(headerDifference(header(), other)).toEqual([])
  })

  it('takes what is undefined for what is not there', () => {
    const trainer = { name: 'stub', options: { images: undefined } }
    expect(headerDifference(header(), { ...header(), trainer })).toEqual([])
  })

  it('tells each place and both values, the first few of them', () => {
    const changed = { ...header(), seed: 8, budget: { images: 5 }, space: { other: true } }
    const found = headerDifference(header(), changed)
    expect(found.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'seed',
        'budget.epochs',
        'budget.images',
        'space.struct',
        'space.other',
      ]),
    )
    expect(describeDifference(found)).toContain('budget.images was nothing and is 5')
    const many = headerDifference(header(), {
      ...header(),
      space: Array.from({ length: 9 }, () => 1),
    })
    expect(describeDifference([...many, ...found, ...found])).toMatch(/and \d+ more$/)
  })

  it('is symmetric in where', () => {
    const other = { ...header(), batch: 1, space: { choice: [1] } }
    const paths = (a: JournalHeader, b: JournalHeader) =>
      headerDifference(a, b)
        .map(({ path }) => path)
        .sort()
    expect(paths(header(), other)).toEqual(paths(other, header()))
  })
})
