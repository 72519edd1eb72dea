import { of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { refine, type SearchSpace } from '../../../src/core.ts'
import { validateAction } from '../../../streams/index.ts'
import { child, errorOf, marbles, marker, proposed, requiredCases, space } from '../support.ts'

describe('validateAction', () => {
  requiredCases(() => validateAction(space))

  it('makes an architecture of a proposal, or rejects it with the reason, in its place', () =>
    marbles(({ cold, expectObservable }) => {
      const [a, b, m] = [proposed(0, 2), proposed(1, 9), marker()]
      expectObservable(cold('abm|', { a, b, m }).pipe(validateAction(space))).toBe('vrm|', {
        v: child(0, 2),
        r: {
          _tag: 'Rejected',
          proposed: b,
          reason: expect.objectContaining({ _tag: 'InvalidArchitecture', path: 'a' }) as unknown,
        },
        m,
      })
    }))

  it('errors with what a space throws', () => {
    const boom = new Error('boom')
    const broken: SearchSpace<{ readonly a: 1 | 2 | 3 }> = refine(space, () => {
      throw boom
    })
    expect(errorOf(of(proposed(0, 1)).pipe(validateAction(broken)))).toBe(boom)
  })
})
