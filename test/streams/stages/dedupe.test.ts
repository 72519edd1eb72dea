import { from } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { dedupe } from '../../../streams/index.ts'
import { child, eventsOf, marbles, marker, requiredCases } from '../support.ts'

describe('dedupe', () => {
  requiredCases(() => dedupe())

  it('rejects in its place what an earlier episode had', () =>
    marbles(({ cold, expectObservable }) => {
      const [a, b, c, m] = [child(0, 1), child(1, 2), child(2, 1), marker()]
      expectObservable(cold('abcm|', { a, b, c, m }).pipe(dedupe())).toBe('abrm|', {
        a,
        b,
        m,
        r: {
          _tag: 'Rejected',
          proposed: { _tag: 'Proposed', episode: 2, candidate: { a: 1 }, trace: [] },
          reason: {
            _tag: 'InvalidArchitecture',
            path: '',
            message: 'The architecture was that of episode 0 already.',
          },
        },
      })
    }))

  it('remembers so many architectures, those met last', () => {
    const children = [1, 2, 1, 3, 2, 1].map((a, episode) => child(episode, a))
    const tags = eventsOf(from(children).pipe(dedupe({ remember: 2 }))).map(({ _tag }) => _tag)
    expect(tags).toEqual([
      'Validated',
      'Validated',
      'Rejected',
      'Validated',
      'Validated',
      'Validated',
    ])
  })

  it('begins anew with each subscription', () => {
    const stream = from([child(0, 1)]).pipe(dedupe())
    expect(eventsOf(stream)).toEqual(eventsOf(stream))
  })
})
