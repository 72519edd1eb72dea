import { from, map, type Observable, of } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type FiniteNumber } from '../../../src/core.ts'
import { branch, joinRewards, type Labelled } from '../../../streams/index.ts'
import { errorOf, eventsOf, marker, paid, requiredCases } from '../support.ts'

const progress = { _tag: 'Progress', episode: 0, key: '', step: 1, metrics: {} } as const
type Event = ReturnType<typeof paid> | ReturnType<typeof marker> | typeof progress
const labelled = <L extends string>(label: L, ...events: ReadonlyArray<Event>) =>
  events.map((event): Labelled<L, Event> => ({ label, event }))

describe('joinRewards', () => {
  requiredCases(
    () => (source) =>
      (source as Observable<Event>).pipe(
        map((event): Labelled<'x', Event> => ({ label: 'x', event })),
        joinRewards({ x: 1 }),
      ),
  )

  it('pays the weighted sum once every branch has paid, and ends a round once', () => {
    const [a, b, m] = [paid(0, 1), paid(0, 0.5), marker()]
    const events = [
      ...labelled('x', progress),
      ...labelled('y', progress),
      ...labelled('x', a, m),
      ...labelled('y', b, m),
    ]
    expect(eventsOf(from(events).pipe(joinRewards({ x: 0.5, y: 2 })))).toEqual([
      progress,
      { ...a, reward: 1.5 },
      m,
    ])
  })

  it('drops an episode that a branch has dropped, and forgets it with the round', () => {
    const events = [
      ...labelled('x', paid(0, 1), paid(1, 1), marker()),
      ...labelled('y', paid(1, 1), marker()),
      ...labelled('y', paid(0, 1)),
    ]
    const tags = eventsOf(from(events).pipe(joinRewards({ x: 1, y: 1 }))).map(({ _tag }) => _tag)
    expect(tags).toEqual(['Rewarded', 'RoundProposed'])
  })

  it('is undone by branches of equal rewards and weights that sum to one', () => {
    const same = map((event: Event) => event)
    const source = [progress, paid(0, 0.25), paid(1, 1), marker()]
    expect(
      eventsOf(from(source).pipe(branch({ x: same, y: same }), joinRewards({ x: 0.25, y: 0.75 }))),
    ).toEqual(source)
  })

  it('errors where the sum is no finite number, and refuses such a weight', () => {
    const huge = { ...paid(7, 1), reward: Number.MAX_VALUE as FiniteNumber }
    expect(errorOf(of(...labelled('x', huge)).pipe(joinRewards({ x: 10 })))).toMatchObject({
      _tag: 'NotFinite',
      message: expect.stringContaining('episode 7 is Infinity') as string,
    })
    expect(() => joinRewards({ x: NaN })).toThrow()
  })
})
