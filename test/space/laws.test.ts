import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  architectureKey,
  cardinality,
  choice,
  codec,
  decodeArchitecture,
  decisionSlots,
  int,
  oneOf,
  random,
  refine,
  articleCnn1d,
  type SearchSpace,
  sequence,
  struct,
  walk,
} from '../../src/core.ts'
import { architecture, candidate, searchSpace } from '../../src/testing/index.ts'
import { decoded, endings, expectProportions } from './support.ts'

const spaceWithCandidate = searchSpace.chain((space) => candidate(space).map((c) => ({ space, c })))

describe('any search space', () => {
  it('decodes its candidates, and encodes them back', () => {
    fc.assert(
      fc.property(spaceWithCandidate, ({ space, c }) => {
        expect(codec(space).encode(decoded(space, c))).toEqual(c)
      }),
    )
  })

  it('has as many architectures as its walks end in, all of distinct keys', () => {
    fc.assert(
      fc.property(searchSpace, (space) => {
        fc.pre(cardinality(space) <= 300n)
        const all = endings(walk(space), 300)!
        const keys = all.map((end) => architectureKey(space)(decoded(space, end.candidate)))
        expect(BigInt(new Set(keys).size)).toBe(cardinality(space))
        expect(all).toHaveLength(keys.length)
      }),
    )
  })

  it('names every decision of its walks among its slots', () => {
    fc.assert(
      fc.property(searchSpace, fc.nat(), (space, seed) => {
        const slots = new Map(decisionSlots(space).map(({ path, of }) => [path, of]))
        const policy = random(space)
        for (const { path, of } of policy.propose(policy.init(seed))[0].trace)
          expect(slots.get(path)).toBe(of)
      }),
    )
  })
})

describe('random', () => {
  it.each<[string, SearchSpace<unknown>]>([
    [
      'branches of unequal size',
      oneOf('op', { conv: { k: choice(1, 3, 5), f: choice(8, 16) }, skip: {} }),
    ],
    ['lengths', sequence(0, 2, choice('x', 'y', 'z'))],
  ])('is uniform over architectures: %s', (_, space) => {
    const policy = random(space)
    let state = policy.init(11)
    const draws = Array.from({ length: 6000 }, () => {
      const [proposal, next] = policy.propose(state)
      state = next
      return JSON.stringify(proposal.candidate)
    })
    expectProportions(draws, Number(cardinality(space)))
  })
})

describe('a candidate that is no architecture', () => {
  const space = struct({ layers: sequence(1, 2, struct({ kernel: int({ min: 1, max: 9 }) })) })
  it.each([
    [{ layers: [{ kernel: 3 }, { kernel: 0 }] }, 'layers.1.kernel', '0 is not a whole number'],
    [{ layers: [] }, 'layers', 'a list of 0'],
    [{ layers: [{ kernel: 3, depth: 1 }] }, 'layers.0', '"depth" is not one of kernel'],
    [{}, 'layers', 'is not a list'],
    [null, '', 'null is not an object'],
  ])('is told by its place: %j', (c, path, message) => {
    expect(decodeArchitecture(space)(c)).toMatchObject({
      left: { path, message: expect.stringContaining(message) as string },
    })
  })

  it('is told by a refinement’s reason', () => {
    const odd = refine(int({ min: 1, max: 9 }), (n) => (n % 2 === 1 ? undefined : `${n} is even`))
    expect(decodeArchitecture(odd)(4)).toMatchObject({ left: { message: '4 is even' } })
  })
})

describe('the article’s space', () => {
  const layer = { kernel: 5, filters: 32, pool: 2, dropout: 0 }
  const free = int({ min: 1, max: 1000 })
  const wide = articleCnn1d({ kernel: free, filters: free, pool: free })
  it.each([
    [[{ ...layer, filters: 1000 }], 'parameters, over the limit'],
    [
      [
        { ...layer, kernel: 500, filters: 100 },
        { ...layer, kernel: 100, filters: 100 },
      ],
      'operations an example, over the limit',
    ],
    [[{ ...layer, kernel: 785 }], 'wider than the 784 steps'],
  ])('rejects an oversized child before it is built: %j', (layers, reason) => {
    expect(decodeArchitecture(wide)({ layers })).toMatchObject({
      left: { message: expect.stringContaining(reason) as string },
    })
  })

  it('offers only children within its limits', () => {
    fc.assert(
      fc.property(architecture(articleCnn1d()), (child) => {
        expect(child.layers.length).toBeGreaterThan(0)
      }),
    )
  })
})
