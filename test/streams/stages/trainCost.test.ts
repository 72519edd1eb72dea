import fc from 'fast-check'
import { from, of, Subject, timer, map } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { type Measurement } from '../../../src/core.ts'
import { trainChild, type Trainer } from '../../../streams/index.ts'
import { type Child, child, eventsOf, marbles, marker, requiredCases } from '../support.ts'

const cost = ({ a }: Child) => a
const trainer: Trainer<Child> = ({ architecture: { a } }) => [{ accuracy: 1 / a }]

describe('trainChild with costs', () => {
  requiredCases(() => trainChild(trainer, { budget: {}, seed: 1, cost }))

  it('begins a round when all of it is there, the dearest first, and commits in order', () => {
    const begun: Array<number> = []
    marbles(({ cold, expectObservable }) => {
      const slow: Trainer<Child> = ({ architecture: { a } }) => {
        begun.push(a)
        return timer(a).pipe(map((): Measurement => ({ accuracy: 1 })))
      }
      const source = cold('ab-c-m', { a: child(0, 1), b: child(1, 3), c: child(2, 2), m: marker() })
      const trained = source.pipe(trainChild(slow, { budget: {}, seed: 1, cost }))
      const told = trained.pipe(map((e) => (e._tag === 'Trained' ? e.validated.episode : e._tag)))
      // It begins 3 at frame 5, 2 at frame 8 and 1 at frame 10.
      expectObservable(told).toBe('-----p--p-p(012m)', {
        ...{ p: 'Progress', 0: 0, 1: 1, 2: 2, m: 'RoundProposed' },
      })
    })
    expect(begun).toEqual([3, 2, 1])
  })

  it('keeps two workers busy to the end of a round where the order of episodes would not', () => {
    /** When the last of a round ends, two at a time, with and without costs. */
    const makespan = (costs: ReadonlyArray<number>, told: boolean): number => {
      let now = 0
      const running: Array<{ readonly at: number; readonly end: () => void }> = []
      const byHand: Trainer<Child> = ({ architecture: { a } }) => {
        const training = new Subject<Measurement>()
        running.push({
          at: now + a,
          end: () => {
            training.next({ accuracy: 1 })
            training.complete()
          },
        })
        return training
      }
      const how = { budget: {}, seed: 1, workers: 2, reuse: false }
      from([...costs.map((a, i) => child(i, a)), marker()])
        .pipe(trainChild(byHand, told ? { ...how, cost } : how))
        .subscribe()
      while (running.length > 0) {
        running.sort((x, y) => x.at - y.at)
        const first = running.shift()!
        now = first.at
        first.end()
      }
      return now
    }
    expect(makespan([1, 1, 1, 3], false)).toBe(4)
    expect(makespan([1, 1, 1, 3], true)).toBe(3)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 8 }), (costs) => {
        // The bound of longest first on two machines: 7/6 of the best there is.
        const total = costs.reduce((sum, c) => sum + c, 0)
        const most = Math.max(0, ...costs)
        const best = Array.from({ length: 2 ** costs.length }, (_, choice) => {
          const one = costs.reduce((sum, c, i) => sum + ((choice >> i) & 1) * c, 0)
          return Math.max(one, total - one)
        })
        expect(makespan(costs, true)).toBeLessThanOrEqual((7 / 6) * Math.min(...best))
        expect(makespan(costs, true)).toBeGreaterThanOrEqual(most)
      }),
    )
  })

  it('ends with the events that it has without costs, duplicates and failures too', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 10 }),
        fc.integer({ min: 1, max: 3 }),
        (drawn, workers) => {
          const shaky: Trainer<Child> = ({ architecture: { a }, seed }) => {
            if (a === 4 && seed % 2 === 0) throw new Error('no memory')
            return [{ accuracy: 1 / a, seed }]
          }
          const rounds = [
            ...drawn.slice(0, 5).map((a, i) => child(i, a)),
            marker(0),
            ...drawn.slice(5).map((a, i) => child(5 + i, a)),
          ]
          const events = (costs: object) =>
            eventsOf(
              from(rounds).pipe(trainChild(shaky, { budget: {}, seed: 1, workers, ...costs })),
            ).filter(({ _tag }) => _tag !== 'Progress')
          expect(events({ cost })).toEqual(events({}))
        },
      ),
    )
  })

  it('begins nothing that was unsubscribed before its round was complete', () => {
    const rounds = new Subject<ReturnType<typeof child> | ReturnType<typeof marker>>()
    let begun = 0
    const counting: Trainer<Child> = () => {
      begun += 1
      return of({ accuracy: 1 })
    }
    const subscription = rounds
      .pipe(trainChild(counting, { budget: {}, seed: 1, cost }))
      .subscribe()
    rounds.next(child(0, 1))
    subscription.unsubscribe()
    rounds.next(marker())
    expect(begun).toBe(0)
  })
})
