import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  architectureKey,
  articleActions,
  articleCnn1d,
  boolean,
  cardinality,
  cellDag,
  choice,
  cnn2d,
  codec,
  constant,
  decisionSlots,
  decisionsOf,
  decodeArchitecture,
  describedSpace,
  describeSpace,
  float,
  imap,
  int,
  type Json,
  type Literal,
  mlp,
  mnistTask,
  neighbours,
  refine,
  type SearchSpace,
  sequence,
  slotOptions,
  struct,
  summarizeSpace,
} from '../../src/core.ts'
import { architecture } from '../../src/testing/index.ts'
import { decoded } from './support.ts'

/** Anything at all as what a program passes where types are not checked. */
const untyped = (value: unknown): Literal => value as Literal

const throughFile = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const comesBack = <A>(space: SearchSpace<A>): void => {
  const form = codec(space)
  fc.assert(
    fc.property(architecture(space), (child) => {
      const again = form.decode(throughFile(form.encode(child)))
      expect(again).toEqual(E.right(child))
      if (E.isRight(again))
        expect(architectureKey(space)(again.right)).toBe(architectureKey(space)(child))
    }),
    { numRuns: 30 },
  )
}

class Window {
  readonly side = 3
}

describe('the options of a choice', () => {
  it('may be lists and objects, which are read back as they were', () => {
    const space = struct({
      units: choice(4, 8),
      size: choice([3, 3], [5, 5]),
      padding: choice({ kind: 'same' }, { kind: 'valid', by: [0, null] }),
    })
    comesBack(space)
    expect(cardinality(space)).toBe(8n)
    const child = decoded(space, { units: 4, size: [5, 5], padding: { kind: 'same' } })
    expect(decisionsOf(space)(child).map(({ option }) => option)).toEqual([0, 1, 0])
    expect(neighbours(space)(child)).toHaveLength(3)
    expect(summarizeSpace(space)).toContain('size: [3,3], [5,5]')
    expect(slotOptions(space)[1]?.options).toEqual([[3, 3], [5, 5]]) // prettier-ignore
    const again = describedSpace(throughFile(describeSpace(space)) as Json)
    expect(E.map(describeSpace)(again)).toEqual(E.right(describeSpace(space)))
    expect(decodeArchitecture(space)({ ...child, size: [3, 5] })).toMatchObject({
      left: { path: 'size', message: '[3,5] is not one of [3,3], [5,5]' },
    })
  })

  it('may be any JSON', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.jsonValue({ maxDepth: 3 }), { minLength: 1 }), (values) => {
        const options = values as ReadonlyArray<Json>
        fc.pre(new Set(options.map((option) => JSON.stringify(throughFile(option)))).size === options.length) // prettier-ignore
        try {
          comesBack(choice(...options))
        } catch (error) {
          // Objects that differ in the order of their fields alone.
          if (!(error instanceof RangeError && error.message.includes('repeats'))) throw error
        }
      }),
      { numRuns: 100 },
    )
  })

  it.each<readonly [string, unknown, string]>([
    ['Infinity', Infinity, 'Infinity is not a finite number'],
    ['NaN in a list', [1, NaN], 'NaN is not a finite number'],
    ['undefined', undefined, 'nothing is not JSON'],
    ['a function', () => 3, 'a function is not JSON'],
    ['a symbol', Symbol('relu'), 'a symbol is not JSON'],
    ['a bigint', 3n, '3n is not JSON'],
    ['a date', new Date(0), 'an instance of a class is not JSON'],
    ['a map', new Map([['a', 1]]), 'an instance of a class is not JSON'],
    ['a typed array', { deep: [Float32Array.of(1)] }, 'an instance of a class is not JSON'],
    ['an instance', new Window(), 'an instance of a class is not JSON'],
    ['a hole', [1, , 3], 'nothing is not JSON'], // oxlint-disable-line no-sparse-arrays
  ])('are refused where JSON cannot hold one: %s', (_, value, reason) => {
    for (const make of [
      () => choice(untyped(value), 1),
      () => choice('relu', untyped([value])),
      () => constant(untyped(value)),
    ])
      expect(make).toThrow(reason)
    expect(() => choice(untyped(value), 1)).toThrow(RangeError)
    expect(() => choice(untyped(value), 1)).toThrow('make the rest of it by imap')
  })

  it('are refused where they are cyclic, and not overflow the stack', () => {
    const cyclic: Array<unknown> = []
    cyclic.push(cyclic)
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    for (const value of [cyclic, deep])
      expect(() => choice(untyped(value), 1)).toThrow('nested deeper than 500 levels')
  })

  it('are refused where two are the same JSON', () => {
    expect(() => choice({ a: 1, b: 2 }, { b: 2, a: 1 })).toThrow('choice() repeats an option')
    expect(() => choice(0, -0)).toThrow('choice() repeats an option')
    expect(() => choice('x'.repeat(1e6), 'x'.repeat(1e6))).toThrow(RangeError)
    expect(cardinality(choice<Json>([3, 3], '[3,3]', 3, '3'))).toBe(4n)
  })

  it('have no negative zero, which JSON has none of', () => {
    const space = choice(-0, 1)
    expect(Object.is(decoded(space, 0), 0)).toBe(true)
    expect(Object.is(decoded(space, -0), 0)).toBe(true)
    comesBack(constant({ zero: -0, of: [-0] }))
    for (const option of slotOptions(int({ min: -2, max: 2, step: 2 }))[0]?.options ?? [])
      expect(Object.is(option, -0)).toBe(false)
  })

  it('are named in an error, a few of them', () => {
    const many = choice(...Array.from({ length: 5000 }, (_, i) => `option${i}`))
    const refused = decodeArchitecture(many)('x'.repeat(1e6))
    expect(E.isLeft(refused) && refused.left.message.length).toBeLessThan(400)
    expect(refused).toMatchObject({
      left: { message: expect.stringContaining('option19, ... (5000 options)') as string },
    })
  })
})

describe('another form of a space', () => {
  it('comes back, with what refinements reject left out', () => {
    comesBack(imap(choice(3, 5), (side) => ({ side, area: side ** 2 }), ({ side }) => side)) // prettier-ignore
    comesBack(imap(choice('3x3', '5x5'), (s) => new Map([['s', s]]), (m) => m.get('s') ?? '3x3')) // prettier-ignore
    const even = refine(int({ min: 1, max: 9 }), (n) => (n % 2 === 0 ? undefined : 'odd'))
    comesBack(imap(refine(even, (n) => (n > 2 ? undefined : 'two')), (n) => n / 2, (n) => n * 2)) // prettier-ignore
  })

  it.each<readonly [string, () => unknown, string]>([
    ['of a rounded number', () => imap(choice(0.25, 0.5), Math.round, (n) => n), 'must be a, but'],
    ['to one value', () => imap(choice(1, 2), () => 1, () => 1), 'of 2 it makes 1'], // prettier-ignore
    ['by the wrong inverse', () => imap(int({ min: 1, max: 99 }), (n) => n + 1, (n) => n), 'of 1 it makes 2'], // prettier-ignore
    ['that fails', () => imap(struct({ a: choice(1, 2) }), () => { throw new Error('no such form') }, () => ({ a: 1 as const })), 'fail on {"a":1}: no such form'], // prettier-ignore
    ['of which a field is lost', () => imap(struct({ a: choice(1, 2), b: choice(3, 4) }), ({ a }) => a, (a) => ({ a, b: 3 as const })), 'it makes {"a":2,"b":3}'], // prettier-ignore
  ])('is refused where an architecture does not come back: %s', (_, make, reason) => {
    expect(make).toThrow(RangeError)
    expect(make).toThrow(reason)
  })
})

describe('whole numbers', () => {
  const options = (space: SearchSpace<number>) => slotOptions(space)[0]?.options

  it.each([
    [{ min: 8, max: 64 }, [8, 16, 32, 64]],
    [{ min: 8, max: 100 }, [8, 16, 32, 64, 100]],
    [{ min: 1, max: 6 }, [1, 2, 4, 6]],
    [{ min: 10, max: 100, step: 10 }, [10, 20, 40, 80, 100]],
    [{ min: 3, max: 100, step: 4 }, [3, 7, 11, 23, 47, 95, 99]],
    [{ min: 1, max: 64, step: 16 }, [1, 17, 33, 49]],
    [{ min: 16, max: 17, step: 1 }, [16, 17]],
  ])('on a log scale honour the step and reach max: %j', (range, expected) => {
    expect(options(int({ ...range, scale: 'log' }))).toEqual(expected)
  })

  it('on any scale are steps from min, rise, and end at the last step', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom('linear' as const, 'log' as const),
        (min, more, step, scale) => {
          const max = min + more
          const made = (options(int({ min, max, step, scale })) ?? [min]) as ReadonlyArray<number>
          expect(made[0]).toBe(min)
          expect(made.at(-1)).toBe(max - ((max - min) % step))
          for (const [i, value] of made.entries()) {
            expect((value - min) % step).toBe(0)
            expect(value).toBeGreaterThan(made[i - 1] ?? 0)
            // Nothing is left out that is further from its neighbours than a doubling and its rounding.
            if (scale === 'log')
              expect(value).toBeLessThanOrEqual(2 * (made[i - 1] ?? value) + 1.5 * step)
          }
          if (scale === 'linear') expect(made).toHaveLength(Math.floor(more / step) + 1)
        },
      ),
    )
  })
})

describe('the sizes of a space', () => {
  // What a program passes where types are not checked.
  const nonsense = [
    NaN,
    Infinity,
    -1,
    1.5,
    '4',
    null,
    {},
    [3],
    2 ** 53,
  ] as unknown as ReadonlyArray<number>

  it.each<readonly [string, (size: number) => unknown]>([
    ['int max', (max) => int({ min: 1, max })],
    ['int step', (step) => int({ min: 1, max: 9, step })],
    ['float bins', (bins) => float({ min: 0, max: 1, bins })],
    ['sequence min', (min) => sequence(min, 3, boolean())],
    ['sequence max', (max) => sequence(0, max, boolean())],
    ['articleCnn1d', (maxLayers) => articleCnn1d({ maxLayers })],
    ['articleActions', (layers) => articleActions({ layers })],
    ['cnn2d', (maxStages) => cnn2d({ maxStages })],
    ['mlp', (maxLayers) => mlp({ maxLayers })],
    ['cellDag', (nodes) => cellDag({ nodes })],
    ['a task', (length) => articleCnn1d({ task: { ...mnistTask, length } })],
    [
      'limits',
      (flops) =>
        articleActions({
          limits: {
            flops: flops === 1.5 || flops === 2 ** 53 ? -2 : flops === Infinity ? 0 : flops,
            parameters: 1,
          },
        }),
    ],
  ])('are whole numbers, of %s', (_, make) => {
    for (const size of nonsense) expect(() => make(size)).toThrow(RangeError)
  })

  it.each<readonly [string, () => unknown, string]>([
    ['int', () => int({ min: 0, max: 1e9 }), 'int() has at most 1000000 options, not 1000000001'],
    [
      'float',
      () => float({ min: 0, max: 1, bins: 1e9 }),
      'a whole number from 2 to 1000000 as bins',
    ],
    [
      'float that rounds',
      () => float({ min: 1, max: 1 + 1e-13, bins: 9 }),
      'float() repeats an option',
    ],
    [
      'float of all numbers',
      () => float({ min: -1.7e308, max: 1.7e308, bins: 3 }),
      'finite numbers',
    ],
    ['log float', () => float({ min: 5e-324, max: 1e300, bins: 3, scale: 'log' }), 'log scale'],
    ['sequence', () => sequence(0, 1e9, boolean()), 'a whole number from 0 to 10000 as max'],
    [
      'sequences',
      () => sequence(9999, 9999, sequence(1, 9999, boolean())),
      'a space of 99990000 decisions',
    ],
    [
      'mlp',
      () => mlp({ maxLayers: -1 }),
      'mlp() takes a whole number from 0 to 10000 as maxLayers, not -1',
    ],
    [
      'no space',
      () => struct({ a: boolean(), b: 3 as never }),
      'struct(): "b" is made of search spaces, and 3 is none',
    ],
    ['nothing', () => sequence(1, 2, undefined as never), 'and nothing is none'],
    [
      'a scale',
      () => int({ min: 1, max: 2, scale: 'toString' as never }),
      'one of linear, log as scale',
    ],
  ])('are no more than can be searched: %s', (_, make, message) => {
    expect(make).toThrow(message)
  })

  it('may be large where they are searched well', () => {
    expect(cardinality(int({ min: 1, max: 2 ** 53 - 1, scale: 'log' }))).toBe(54n)
    expect(cardinality(int({ min: 1, max: 1e6 }))).toBe(1_000_000n)
    expect(decisionSlots(sequence(1, 10_000, boolean()))).toHaveLength(10_001)
  })

  it('are bounded in a space that a journal describes', () => {
    const deep = (levels: number): Json =>
      Array.from({ length: levels }).reduce<Json>((of) => ({ refine: of }), { choice: [1, 2] })
    expect(E.isRight(describedSpace(deep(100)))).toBe(true)
    for (const description of [
      deep(5000),
      deep(100_000),
      { sequence: { choice: [1, 2] }, min: 0, max: 9e15 },
      { sequence: { sequence: { choice: [1, 2] }, min: 0, max: 9999 }, min: 9999, max: 9999 },
      { choice: [1, 1] },
      { oneOf: 'op', branches: {} },
    ])
      expect(E.isLeft(describedSpace(description))).toBe(true)
  })
})
