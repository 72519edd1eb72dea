import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  architectureKey,
  choice,
  codec,
  decisionsOf,
  decodeArchitecture,
  journalLineCodec,
  random,
  rewardedCodec,
  articleCnn1d,
  struct,
  walk,
} from '../../src/core.ts'
import {
  decision,
  episode,
  journal,
  nearMiss,
  policyState,
  proposal,
  searchSpace,
  shuffledJournal,
  tornJournal,
  trace,
  validated,
} from '../../src/testing/index.ts'

const space = articleCnn1d()
const small = struct({ op: choice('conv', 'pool'), width: choice(8, 16, 32) })

/** The smallest value that fast-check finds for which something holds. */
const smallest = <A>(values: fc.Arbitrary<A>, holds: (value: A) => boolean): A => {
  const { counterexample } = fc.check(
    fc.property(values, (value) => !holds(value)),
    { numRuns: 2000 },
  )
  if (counterexample === null) throw new Error('none was found')
  return counterexample[0]
}

describe('near misses', () => {
  it('are no architectures, of any space, and are told from them by a place', () => {
    fc.assert(
      fc.property(
        searchSpace.chain((any) => nearMiss(any).map((missed) => ({ any, missed }))),
        ({ any, missed }) => E.isLeft(decodeArchitecture(any)(missed)),
      ),
    )
  })

  it('reach every field, and shrink to one layer', () => {
    const paths = new Set(
      fc.sample(nearMiss(space), 500).map((missed) => {
        const decoded = decodeArchitecture(space)(missed)
        return E.isLeft(decoded) ? decoded.left.path.replace(/\d+/, 'n') : 'none'
      }),
    )
    for (const path of ['layers', 'layers.n', 'layers.n.kernel', 'layers.n.filters'])
      expect(paths).toContain(path)
    expect(
      smallest(nearMiss(space), (missed) => JSON.stringify(missed).includes('unknown')),
    ).toSatisfy((missed: unknown) => JSON.stringify(missed).length < 100)
  })
})

describe('decisions and traces', () => {
  it('are those of an architecture, each an option there is', () => {
    fc.assert(
      fc.property(validated(space), ({ trace: decisions, architecture, key }) => {
        expect(decisions.map(({ path, option, of }) => ({ path, option, of }))).toEqual(
          decisionsOf(space)(architecture),
        )
        expect(key).toBe(architectureKey(space)(architecture))
        for (const { logProbability } of decisions) expect(logProbability).toBeLessThanOrEqual(0)
      }),
    )
    fc.assert(fc.property(decision, ({ option, of }) => option >= 0 && option < of))
  })

  it('lead through the walk of any space', () => {
    fc.assert(
      fc.property(
        searchSpace.chain((any) => trace(any).map((decisions) => ({ any, decisions }))),
        ({ any, decisions }) => {
          const end = decisions.reduce((at, { path, option, of }) => {
            expect(at).toMatchObject({ _tag: 'Decide', path, of })
            return at._tag === 'Decide' ? at.choose(option) : at
          }, walk(any))
          expect(end._tag).toBe('Done')
        },
      ),
      { numRuns: 50 },
    )
  })

  it('belong to proposals of architectures alone', () => {
    fc.assert(
      fc.property(
        proposal(small),
        ({ candidate, trace: decisions }) =>
          E.isRight(decodeArchitecture(small)(candidate)) === decisions.length > 0,
      ),
    )
  })
})

describe('episodes', () => {
  it('come in every state', () => {
    const tags = new Set(fc.sample(episode(small), 300).map(({ _tag }) => _tag))
    expect([...tags].sort()).toEqual(
      ['Failed', 'Progress', 'Proposed', 'Rejected', 'Rewarded', 'Trained', 'Validated'].sort(),
    )
  })

  it('are what a journal can hold, once they are over', () => {
    const rewarded = rewardedCodec(small)
    fc.assert(
      fc.property(episode(small), (one) => {
        fc.pre(one._tag === 'Rewarded')
        const stored: unknown = JSON.parse(JSON.stringify(rewarded.encode(one)))
        expect(rewarded.decode(stored)).toEqual(E.right(one))
      }),
    )
  })
})

describe('journals', () => {
  const lineCodec = journalLineCodec(small)

  it('hold a header and episodes in their order, line by line', () => {
    fc.assert(
      fc.property(journal(small), ({ header, events, lines, text }) => {
        expect(text.split('\n').slice(0, -1)).toEqual(lines)
        const decoded = lines.map((line) => lineCodec.decode(JSON.parse(line)))
        expect(decoded.map((line) => (E.isRight(line) ? line.right.event : 'no event'))).toEqual([
          header,
          ...events,
        ])
        const rounds = events.filter(({ _tag }) => _tag === 'PolicyUpdated').length
        expect(rounds).toBe(Math.floor((events.length - rounds) / header.batch))
      }),
      { numRuns: 50 },
    )
  })

  it('are torn inside their last line, or shuffled', () => {
    fc.assert(
      fc.property(tornJournal(small), ({ text, lines, whole }) => {
        const pieces = text.split('\n')
        expect(pieces.slice(0, -1)).toEqual(lines.slice(0, whole))
        expect(lines[whole]?.startsWith(pieces.at(-1)!)).toBe(true)
        expect(pieces.at(-1)).not.toBe('')
      }),
      { numRuns: 50 },
    )
    fc.assert(
      fc.property(shuffledJournal(small), ({ lines, header, events }) => {
        expect(lines).toHaveLength(events.length + 1)
        const order = lines.map((line) => JSON.parse(line) as { at: string })
        expect(order.toSorted((a, b) => (a.at < b.at ? -1 : 1))).not.toEqual(order)
        expect(header._tag).toBe('Header')
      }),
      { numRuns: 50 },
    )
  })

  it('shrink to a header and one episode', () => {
    const { lines } = smallest(journal(small), ({ events }) => events.length > 0)
    expect(lines.length).toBeLessThanOrEqual(3)
  })
})

describe('policy states', () => {
  it('are states that the policy’s codec takes', () => {
    const policy = random(small)
    const states = fc.sample(policyState(policy, small), 50)
    for (const state of states) {
      const proposed = policy.propose(state)[0].candidate
      expect(codec(small).is(proposed)).toBe(true)
      expect(policy.codec.decode(JSON.parse(JSON.stringify(policy.codec.encode(state))))).toEqual(
        E.right(state),
      )
    }
    expect(new Set(states.map((state) => JSON.stringify(state))).size).toBeGreaterThan(25)
  })
})
