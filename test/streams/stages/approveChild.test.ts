import { lastValueFrom, NEVER, of, throwError, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { approveChild } from '../../../streams/index.ts'
import { type Child, child, errorOf, marbles, marker, requiredCases } from '../support.ts'

describe('approveChild', () => {
  requiredCases(() => approveChild<Child>(() => true))

  it('lets a yes through and rejects a no with its reason, in its place', () =>
    marbles(({ cold, expectObservable }) => {
      const [a, b, c, m] = [child(0, 1), child(1, 2), child(2, 3), marker()]
      const rejected = (episode: number, message: string) => ({
        _tag: 'Rejected',
        proposed: { _tag: 'Proposed', episode, candidate: { a: episode + 1 }, trace: [] },
        reason: { _tag: 'InvalidArchitecture', path: '', message },
      })
      expectObservable(
        cold('abcm|', { a, b, c, m }).pipe(
          approveChild<Child>(({ architecture }) =>
            architecture.a === 1 ? true : architecture.a === 2 ? false : 'too wide.',
          ),
        ),
      ).toBe('axym|', {
        a,
        m,
        x: rejected(1, 'The child was not approved.'),
        y: rejected(2, 'The child was not approved: too wide.'),
      })
    }))

  it('asks about one child at a time, in order', async () => {
    const asked: Array<string> = []
    const events = await lastValueFrom(
      of(child(0, 1), child(1, 2), marker()).pipe(
        approveChild<Child>(async ({ episode }) => {
          asked.push(`ask ${episode}`)
          await new Promise((resolve) => setTimeout(resolve, 5))
          asked.push(`hear ${episode}`)
          return episode === 1
        }),
        toArray(),
      ),
    )
    expect(asked).toEqual(['ask 0', 'hear 0', 'ask 1', 'hear 1'])
    expect(events.map(({ _tag }) => _tag)).toEqual(['Rejected', 'Validated', 'RoundProposed'])
  })

  it('tells whoever is asked that nobody waits for the answer any more', () => {
    const signals: Array<AbortSignal> = []
    const subscription = of(child(0, 1))
      .pipe(
        approveChild<Child>((_, signal) => {
          signals.push(signal)
          return lastValueFrom(NEVER)
        }),
      )
      .subscribe()
    expect(signals.map(({ aborted }) => aborted)).toEqual([false])
    subscription.unsubscribe()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })

  it('errors with what asking throws or rejects with', async () => {
    const boom = new Error('boom')
    const thrower = approveChild<Child>(() => {
      throw boom
    })
    expect(errorOf(of(child(0, 1)).pipe(thrower))).toBe(boom)
    const rejecter = approveChild<Child>(() => lastValueFrom(throwError(() => boom)))
    await expect(lastValueFrom(of(child(0, 1)).pipe(rejecter))).rejects.toBe(boom)
  })
})
