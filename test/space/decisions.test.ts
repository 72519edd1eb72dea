import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cardinality,
  choice,
  codec,
  decisionsOf,
  imap,
  random,
  struct,
  type Walk,
  walk,
} from '../../src/core.ts'
import { candidate, searchSpace } from '../../src/testing/index.ts'
import { decoded, endings } from './support.ts'

const spaceWithCandidate = searchSpace.chain((space) => candidate(space).map((c) => ({ space, c })))

describe('decisionsOf', () => {
  it('gives a walk that ends in the architecture', () => {
    fc.assert(
      fc.property(spaceWithCandidate, ({ space, c }) => {
        const architecture = decoded(space, c)
        let at: Walk = walk(space)
        for (const { path, option, of } of decisionsOf(space)(architecture)) {
          expect(at).toMatchObject({ _tag: 'Decide', path, of })
          if (at._tag === 'Decide') at = at.choose(option)
        }
        expect(at).toEqual({ _tag: 'Done', candidate: codec(space).encode(architecture) })
      }),
    )
  })

  it('gives the decisions of every walk back, so no architecture has two', () => {
    fc.assert(
      fc.property(searchSpace, (space) => {
        fc.pre(cardinality(space) <= 300n)
        for (const end of endings(walk(space), 300)!)
          expect(decisionsOf(space)(decoded(space, end.candidate))).toEqual(end.decisions)
      }),
    )
  })

  it('gives the trace of a proposal', () => {
    fc.assert(
      fc.property(searchSpace, fc.nat(), (space, seed) => {
        const policy = random(space)
        const [proposal] = policy.propose(policy.init(seed))
        expect(decisionsOf(space)(decoded(space, proposal.candidate))).toEqual(
          proposal.trace.map(({ path, option, of }) => ({ path, option, of })),
        )
      }),
    )
  })

  it('reads the encoded form of an architecture', () => {
    const space = imap(
      struct({ width: choice(8, 16) }),
      ({ width }) => width / 8,
      (eighths) => ({ width: eighths === 1 ? (8 as const) : (16 as const) }),
    )
    expect(decisionsOf(space)(2)).toEqual([{ path: 'width', option: 1, of: 2 }])
  })

  it.each<[string, number]>([
    ['no option', 32],
    ['nothing', Number.NaN],
  ])('refuses what is no architecture: %s', (_, width) => {
    const space = struct({ width: choice<number>(8, 16) })
    expect(() => decisionsOf(space)({ width })).toThrow('the value at width is not an option')
  })
})
