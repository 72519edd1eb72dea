import { of, type Observable, take, map, toArray, lastValueFrom, throwError } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { accuracy, random } from '../../../src/core.ts'
import {
  branch,
  computeReward,
  learnAlong,
  trainChild,
  validateAction,
} from '../../../streams/index.ts'
import { eventsOf, errorOf, marbles, marker, requiredCases, space } from '../support.ts'

const same = <T>(source: Observable<T>): Observable<T> => source

describe('branch', () => {
  requiredCases(
    () => (source) =>
      (source as Observable<unknown>).pipe(
        branch({ only: same }),
        map(({ event }) => event),
      ),
  )

  it('gives every event to every branch, in the order of their names', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('-a-----b---|', { a: 1, b: 2 })
      const out = source.pipe(branch({ x: map((n: number) => n * 10), y: same<number> }))
      expectObservable(out).toBe('-(ab)--(cd)|', {
        a: { label: 'x', event: 10 },
        b: { label: 'y', event: 1 },
        c: { label: 'x', event: 20 },
        d: { label: 'y', event: 2 },
      })
      expectSubscriptions(source.subscriptions).toBe('^----------!')
    }))

  it('goes on without a branch that ends, and ends with the last', () => {
    expect(eventsOf(of(1, 2, 3).pipe(branch({ x: take<number>(1), y: take<number>(2) })))).toEqual([
      { label: 'x', event: 1 },
      { label: 'y', event: 1 },
      { label: 'y', event: 2 },
    ])
  })

  it('errors with the branch that errors, or that cannot be made', () => {
    const boom = new Error('boom')
    expect(errorOf(of(1).pipe(branch({ x: () => throwError(() => boom), y: same })))).toBe(boom)
    const broken = map((): number => {
      throw boom
    })
    expect(errorOf(of(1).pipe(branch({ x: broken })))).toBe(boom)
  })

  it('trains a child once for several rewards and policies', async () => {
    let trainings = 0
    const trainer = () => {
      trainings += 1
      return [{ accuracy: 0.5 }]
    }
    const halved = { ...accuracy, name: 'half', penalty: 0 }
    const events = await lastValueFrom(
      of({ _tag: 'Proposed', episode: 0, candidate: { a: 1 }, trace: [] } as const, marker()).pipe(
        validateAction(space),
        trainChild(trainer, { budget: {}, seed: 1 }),
        branch({
          one: (source) => source.pipe(computeReward(accuracy), learnAlong(random(space), 1)),
          two: (source) => source.pipe(computeReward(halved), learnAlong(random(space), 2)),
        }),
        toArray(),
      ),
    )
    expect(trainings).toBe(1)
    expect(events.map(({ label, event }) => `${label} ${event._tag}`)).toEqual([
      'one Progress',
      'two Progress',
      'one Rewarded',
      'two Rewarded',
      'one PolicyUpdated',
      'two PolicyUpdated',
    ])
  })
})
