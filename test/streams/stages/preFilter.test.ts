import fc from 'fast-check'
import { from, lastValueFrom, of, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { preFilter } from '../../../streams/index.ts'
import { type Child, child, errorOf, eventsOf, marbles, marker, requiredCases } from '../support.ts'

const score = ({ a }: Child) => a

describe('preFilter', () => {
  requiredCases(() => preFilter(score, 2))

  it('holds a round back to its end, then lets the best through in episode order', () =>
    marbles(({ cold, expectObservable }) => {
      const [a, b, c, m] = [child(0, 2), child(1, 1), child(2, 3), marker()]
      expectObservable(cold('abc-m------|', { a, b, c, m }).pipe(preFilter(score, 2))).toBe(
        '----(arcm)-|',
        {
          a,
          c,
          m,
          r: {
            _tag: 'Rejected',
            proposed: { _tag: 'Proposed', episode: 1, candidate: { a: 1 }, trace: [] },
            reason: {
              _tag: 'InvalidArchitecture',
              path: '',
              message:
                "The child's score of 1 is number 3 of 3 in its round, of which the best 2 are trained.",
            },
          },
        },
      )
    }))

  it('lets the last round through where a source ends without its marker', () => {
    expect(
      eventsOf(of(child(0, 1), child(1, 2)).pipe(preFilter(score, 1))).map(({ _tag }) => _tag),
    ).toEqual(['Rejected', 'Validated'])
  })

  it('loses no episode, changes no order, and trains the best of any round', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        (scores, keep) => {
          const round = [...scores.map((a, episode) => child(episode, a)), marker()]
          const events = eventsOf(from(round).pipe(preFilter(score, keep)))
          const episodes = events.flatMap((event) =>
            event._tag === 'Validated'
              ? [event.episode]
              : event._tag === 'Rejected'
                ? [event.proposed.episode]
                : [],
          )
          expect(episodes).toEqual(scores.map((_, episode) => episode))
          const kept = events.flatMap((event) =>
            event._tag === 'Validated' ? [event.architecture.a] : [],
          )
          const best = [...scores].sort((x, y) => y - x).slice(0, keep)
          expect([...kept].sort((x, y) => y - x)).toEqual(best)
        },
      ),
    )
  })

  it('waits for scores that come in time', async () => {
    const events = await lastValueFrom(
      of(child(0, 1), child(1, 2), marker()).pipe(
        preFilter(({ a }: Child) => Promise.resolve(a), 1),
        toArray(),
      ),
    )
    expect(events.map(({ _tag }) => _tag)).toEqual(['Rejected', 'Validated', 'RoundProposed'])
  })

  it('errors with what the score throws, and with a score that is no number', () => {
    const boom = new Error('boom')
    const broken = (): number => {
      throw boom
    }
    expect(errorOf(of(child(0, 1)).pipe(preFilter(broken, 1)))).toBe(boom)
    expect(errorOf(of(child(3, 1)).pipe(preFilter(() => NaN, 1)))).toMatchObject({
      _tag: 'NotFinite',
      message: expect.stringContaining('The score of episode 3 is NaN') as string,
    })
  })

  it.each([0, -1, 1.5, NaN])('refuses to keep %s', (keep) => {
    expect(() => preFilter(score, keep)).toThrow(RangeError)
  })
})
