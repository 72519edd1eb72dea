import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  architectureKey,
  boolean,
  canonicalJson,
  cardinality,
  choice,
  constant,
  decisionSlots,
  decisionsOf,
  decodeArchitecture,
  int,
  type Json,
  mutate,
  neighbours,
  oneOf,
  randomState,
  refine,
  type SearchSpace,
  sequence,
  struct,
} from '../../src/core.ts'
import { architecture, searchSpace } from '../../src/testing/index.ts'
import { expectProportions } from './support.ts'

/** A space with some of its architectures, picked by their text, rejected. */
const thinned = (space: SearchSpace<unknown>): SearchSpace<unknown> =>
  // Random spaces have no imap: an architecture is its JSON.
  refine(space, (a) => (canonicalJson(a as Json).length % 3 === 0 ? 'thinned out' : undefined))

const plain = searchSpace.chain((space) => architecture(space).map((a) => ({ space, a })))
// What is rejected may be mutated too: its decisions are as good as any.
const thinnedOrNot = fc.oneof(
  plain,
  plain.map(({ space, a }) => ({ space: thinned(space), a })),
)

const pure = struct({ a: choice(1, 2, 3), b: boolean(), c: choice('x', 'y', 'z', 'w') })
const middle = { a: 2, b: false, c: 'z' } as const

/** The options of an architecture by their paths. */
const options = <A>(space: SearchSpace<A>, a: A): ReadonlyMap<string, number> =>
  new Map(decisionsOf(space)(a).map(({ path, option }) => [path, option]))

/** Holds another architecture to being one decision away; gives the decisions new in it. */
const expectOneStep = <A>(space: SearchSpace<A>, from: A, to: A): ReadonlyArray<number> => {
  const before = options(space, from)
  const after = options(space, to)
  const changed = [...after].filter(([path, o]) => before.has(path) && before.get(path) !== o)
  expect(changed).toHaveLength(1)
  return [...after].filter(([path]) => !before.has(path)).map(([, option]) => option)
}

describe('neighbours', () => {
  it('are architectures, none the original, no two the same', () => {
    fc.assert(
      fc.property(thinnedOrNot, ({ space, a }) => {
        const around = neighbours(space)(a)
        for (const b of around) expect(decodeArchitecture(space)(b)).toEqual(E.right(b))
        const keys = [a, ...around].map(architectureKey(space))
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('are one decision away, what is new on its first option', () => {
    fc.assert(
      fc.property(thinnedOrNot, ({ space, a }) => {
        for (const b of neighbours(space)(a))
          for (const option of expectOneStep(space, a, b)) expect(option).toBe(0)
      }),
    )
  })

  it('are as many as the decisions have other options, but for rejected ones', () => {
    fc.assert(
      fc.property(plain, ({ space, a }) => {
        const others = decisionsOf(space)(a).reduce((sum, { of }) => sum + of - 1, 0)
        const around = neighbours(space)(a)
        expect(around).toHaveLength(others)
        expect(neighbours(thinned(space))(a)).toEqual(
          around.filter((b) => E.isRight(decodeArchitecture(thinned(space))(b))),
        )
      }),
    )
  })

  it.each<[SearchSpace<unknown>, unknown]>([
    [pure, middle],
    [sequence(3, 3, pure), [middle, middle, middle]],
    [constant('only'), 'only'],
  ])('where nothing is conditional, are as many as the space has other options', (space, a) => {
    const others = decisionSlots(space).reduce((sum, { of }) => sum + of - 1, 0)
    expect(neighbours(space)(a)).toHaveLength(others)
  })

  it('keep what stays when a branch or a length changes', () => {
    const layer = oneOf('op', {
      conv: { kernel: choice(1, 3), filters: choice(8, 16) },
      skip: {},
    })
    const space = struct({ layers: sequence(1, 3, layer), last: choice('relu', 'tanh') })
    const skip = { op: 'skip' } as const
    const conv = { op: 'conv', kernel: 1, filters: 8 } as const
    expect(neighbours(space)({ layers: [skip, skip], last: 'tanh' })).toEqual([
      { layers: [skip], last: 'tanh' },
      { layers: [skip, skip, conv], last: 'tanh' },
      { layers: [conv, skip], last: 'tanh' },
      { layers: [skip, conv], last: 'tanh' },
      { layers: [skip, skip], last: 'relu' },
    ])
  })
})

describe('mutate', () => {
  it('gives another architecture, one decision away', () => {
    fc.assert(
      fc.property(thinnedOrNot, fc.nat(), ({ space, a }, seed) => {
        const [mutant] = mutate(space)(a)(randomState(seed))
        if (E.isLeft(mutant)) return
        expect(decodeArchitecture(space)(mutant.right)).toEqual(mutant)
        expect(architectureKey(space)(mutant.right)).not.toBe(architectureKey(space)(a))
        expectOneStep(space, a, mutant.right)
      }),
    )
  })

  it('always finds one where the space has another and rejects none', () => {
    fc.assert(
      fc.property(plain, fc.nat(), ({ space, a }, seed) => {
        const [mutant] = mutate(space, 1)(a)(randomState(seed))
        expect(E.isRight(mutant)).toBe(cardinality(space) > 1n)
      }),
    )
  })

  /** The keys of so many mutants. */
  const mutants = <A>(space: SearchSpace<A>, a: A, count: number): ReadonlyArray<string> => {
    let state = randomState(3)
    return Array.from({ length: count }, () => {
      const [mutant, next] = mutate(space)(a)(state)
      state = next
      if (E.isLeft(mutant)) throw new Error(mutant.left.message)
      return architectureKey(space)(mutant.right)
    })
  }

  it('reaches every neighbour: each decision, then each of its options, equally often', () => {
    const parts = new Map(
      neighbours(pure)(middle).map((b) => [
        architectureKey(pure)(b),
        b.a !== middle.a ? 1 / 6 : b.b !== middle.b ? 1 / 3 : 1 / 9,
      ]),
    )
    expectProportions(mutants(pure, middle, 3000), parts.size, (key) => parts.get(key)!)
  })

  it('draws what a change brings in as sample does', () => {
    const space = oneOf('op', {
      wide: { inner: oneOf('kind', { dense: { units: choice(1, 2, 3) }, none: {} }) },
      skip: {},
    })
    expectProportions(mutants(space, { op: 'skip' }, 2000), 4)
  })

  it('tries again where a refinement rejects', () => {
    const odd = refine(int({ min: 1, max: 9 }), (n) => (n % 2 === 1 ? undefined : `${n} is even`))
    expectProportions(mutants(odd, 3, 2000), 4)
  })

  it.each<[string, SearchSpace<number>, string]>([
    ['there is no other', constant(3), 'no decision to change'],
    ['every other is rejected', refine(int({ min: 1, max: 9 }), (n) => `not ${n}`), 'not '],
  ])('says why where %s', (_, space, reason) => {
    const [mutant] = mutate(space)(3)(randomState(1))
    expect(mutant).toMatchObject({ left: { message: expect.stringContaining(reason) as string } })
  })
})
