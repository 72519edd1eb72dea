import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  articleActions,
  boolean,
  cardinality,
  choice,
  constant,
  decisionSlots,
  float,
  imap,
  int,
  oneOf,
  refine,
  type SearchSpace,
  sequence,
  struct,
  summarizeSpace,
} from '../../src/core.ts'
import { searchSpace } from '../../src/testing/index.ts'

describe('summarizeSpace', () => {
  it('tells a space’s fields, options, lengths, branches and size', () => {
    const layer = oneOf('op', {
      conv: {
        kernel: refine(int({ min: 1, max: 9 }), (n) => (n % 2 === 1 ? undefined : `${n} is even`)),
        filters: int({ min: 1, max: 100 }),
        shape: struct({ stride: choice(1, 2), bias: boolean() }),
      },
      skip: {},
    })
    const space = struct({
      version: constant({ major: 2 }),
      layers: sequence(1, 3, layer),
      heads: sequence(
        2,
        2,
        imap(
          choice('a', 'b'),
          (x) => ({ x }),
          ({ x }) => x,
        ),
      ),
      blocks: sequence(0, 2, struct({ activation: choice('relu'), rate: choice(0, 0.5, null) })),
      extras: struct({}),
    })
    expect(summarizeSpace(space)).toBe(
      `
version: always {"major":2}
layers: 1 to 3, each: op is one of:
  conv:
    kernel: 1, 2, 3, 4, 5, 6, 7, 8, 9 (some are rejected)
    filters: 1, 2, 3, ... 100
    shape:
      stride: 1, 2
      bias: false, true
  skip
heads: 2, each: a, b
blocks: 0 to 2, each:
  activation: always relu
  rate: 0, 0.5, null
extras: nothing
2,428,808,803,356 architectures (some are rejected), 21 decisions
`.trim(),
    )
  })

  it.each<[string, SearchSpace<unknown>, string]>([
    ['a choice', choice('relu', 'tanh'), 'relu, tanh\n2 architectures, 1 decision'],
    [
      'branches',
      oneOf('op', { conv: { kernel: choice(1, 3) }, skip: {} }),
      'op is one of:\n  conv:\n    kernel: 1, 3\n  skip\n3 architectures, 2 decisions',
    ],
    [
      'a refinement, told with the size',
      refine(struct({ n: choice(1, 2) }), () => undefined),
      'n: 1, 2\n2 architectures (some are rejected), 1 decision',
    ],
    ['nothing to decide', struct({}), 'nothing\n1 architecture, 0 decisions'],
  ])('tells a whole space: %s', (_, space, text) => {
    expect(summarizeSpace(space)).toBe(text)
  })

  it.each<[SearchSpace<unknown>, string]>([
    [float({ min: 0, max: 1, bins: 10 }), '0, 0.111111111111, '],
    [float({ min: 0, max: 1, bins: 11 }), '0, 0.1, 0.2, ... 1\n'],
    [choice(...'a b c d e f g h i j k l'.split(' ')), 'a, b, c, d, e, f, g, h, i, j, k, l\n'],
  ])('shortens a list of more than ten numbers, and no other', (space, start) => {
    expect(summarizeSpace(space).startsWith(start)).toBe(true)
  })

  it.each<[number, string]>([
    [3, '1,000,000,000,000 architectures, 12 decisions'],
    [4, '1.0e+16 architectures, 16 decisions'],
    [500, '1.0e+2000 architectures, 2000 decisions'],
  ])('tells the size of a large space: %i', (length, end) => {
    const ten = int({ min: 1, max: 10 })
    const item = struct({ a: ten, b: ten, c: ten, d: ten })
    expect(
      summarizeSpace(sequence(length, length, item))
        .split('\n')
        .at(-1),
    ).toBe(end)
  })

  it('tells the article’s space', () => {
    expect(summarizeSpace(articleActions())).toContain(
      'filters: 1, 2, 3, ... 100\n  pool: 1, 2, 3, ... 100\n',
    )
  })

  it('of any space ends in its size', () => {
    fc.assert(
      fc.property(searchSpace, (space) => {
        const lines = summarizeSpace(space).split('\n')
        const size = cardinality(space)
        const decisions = decisionSlots(space).length
        if (size < 10n ** 15n)
          expect(lines.at(-1)).toBe(
            `${size.toLocaleString('en-US')} architecture${size === 1n ? '' : 's'}, ${decisions} decision${decisions === 1 ? '' : 's'}`,
          )
        for (const line of lines) expect(line).toBe(line.trimEnd())
      }),
    )
  })
})
