import * as E from 'fp-ts/lib/Either.js'
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
  seedCnn1d,
  type SearchSpace,
  sequence,
  struct,
  type Walk,
  walk,
} from '../../src/index.ts'
import { architecture, candidate, searchSpace } from '../../src/testing/index.ts'

/** Every candidate that a walk can end in, up to a limit. */
const enumerate = (at: Walk, limit: number): ReadonlyArray<unknown> | undefined => {
  if (at._tag === 'Done') return [at.candidate]
  const all: Array<unknown> = []
  for (let option = 0; option < at.of; option++) {
    const below = enumerate(at.choose(option), limit - all.length)
    if (below === undefined || all.length + below.length > limit) return undefined
    all.push(...below)
  }
  return all
}

const spaceWithCandidate = searchSpace.chain((space) => candidate(space).map((c) => ({ space, c })))

describe('any search space', () => {
  it('decodes its candidates, and encodes them back', () => {
    fc.assert(
      fc.property(spaceWithCandidate, ({ space, c }) => {
        const decoded = decodeArchitecture(space)(c)
        if (E.isLeft(decoded)) throw new Error(decoded.left.message)
        expect(codec(space).encode(decoded.right)).toEqual(c)
      }),
    )
  })

  it('has as many architectures as its walks end in, all of distinct keys', () => {
    fc.assert(
      fc.property(searchSpace, (space) => {
        fc.pre(cardinality(space) <= 300n)
        const all = enumerate(walk(space), 300)!
        const keys = all.map((c) => {
          const decoded = decodeArchitecture(space)(c)
          if (E.isLeft(decoded)) throw new Error(decoded.left.message)
          return architectureKey(space)(decoded.right)
        })
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
    const counts = new Map<string, number>()
    let state = policy.init(11)
    const draws = 6000
    for (let i = 0; i < draws; i++) {
      const [proposal, next] = policy.propose(state)
      state = next
      const key = JSON.stringify(proposal.candidate)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const cells = Number(cardinality(space))
    expect(counts.size).toBe(cells)
    const expected = draws / cells
    const chi = [...counts.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
    // The mean of a chi-square is its degrees of freedom, its variance twice that.
    expect(chi).toBeLessThan(cells - 1 + 4 * Math.sqrt(2 * (cells - 1)))
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
  const wide = seedCnn1d({ kernel: free, filters: free, pool: free })
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
      fc.property(architecture(seedCnn1d()), (child) => {
        expect(child.layers.length).toBeGreaterThan(0)
      }),
    )
  })
})
