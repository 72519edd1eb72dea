import { lastValueFrom, of, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { guardCost } from '../../../streams/index.ts'
import { type Child, child, errorOf, eventsOf, marbles, marker, requiredCases } from '../support.ts'

const cost = ({ a }: Child) => ({ parameters: a * 100, flops: a * 1000 })

describe('guardCost', () => {
  requiredCases(() => guardCost(cost, { parameters: 200 }))

  it('rejects what is over a limit, and lets what is at it through', () =>
    marbles(({ cold, expectObservable }) => {
      const [a, b, m] = [child(0, 2), child(1, 3), marker()]
      expectObservable(
        cold('abm|', { a, b, m }).pipe(guardCost(cost, { parameters: 200, flops: 9000 })),
      ).toBe('arm|', {
        a,
        m,
        r: {
          _tag: 'Rejected',
          proposed: { _tag: 'Proposed', episode: 1, candidate: { a: 3 }, trace: [] },
          reason: {
            _tag: 'InvalidArchitecture',
            path: '',
            message: "The child's parameters are 300, over the limit of 200.",
          },
        },
      })
    }))

  it('waits for a cost that is measured in time, and keeps the order', async () => {
    const measured = ({ a }: Child) =>
      new Promise<{ latency: number }>((resolve) =>
        setTimeout(() => {
          resolve({ latency: a })
        }, 10 / a),
      )
    const events = await lastValueFrom(
      of(child(0, 1), child(1, 3), marker(), child(2, 2)).pipe(
        guardCost(measured, { latency: 2 }),
        toArray(),
      ),
    )
    expect(events.map(({ _tag }) => _tag)).toEqual([
      'Validated',
      'Rejected',
      'RoundProposed',
      'Validated',
    ])
  })

  it('errors with what the cost throws, and with a cost that is no number', () => {
    const boom = new Error('boom')
    const broken = (): { parameters: number } => {
      throw boom
    }
    expect(errorOf(of(child(0, 1)).pipe(guardCost(broken, { parameters: 1 })))).toBe(boom)
    expect(
      errorOf(of(child(4, 1)).pipe(guardCost(() => ({ parameters: NaN }), { parameters: 1 }))),
    ).toEqual({
      _tag: 'NotFinite',
      message:
        'The cost parameters of episode 4 is NaN, which is not a finite number. Correct the function that returned it.',
    })
  })

  it('does not ask for costs without a limit to be numbers', () => {
    const partly = () => ({ parameters: 1, flops: NaN })
    expect(eventsOf(of(child(0, 1)).pipe(guardCost(partly, { parameters: 1 })))).toHaveLength(1)
  })

  it('refuses a limit that is no number when it is composed', () => {
    expect(() => guardCost(cost, { parameters: NaN })).toThrow()
  })
})
