import { delay, lastValueFrom, NEVER, of, throwError, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import { accuracy, random, reinforce } from '../../../src/core.ts'
import { mergeSearches, search, type Trainer, trainerPool } from '../../../streams/index.ts'
import { type Child, eventsOf, errorOf, marbles, space } from '../support.ts'

const arm = (seed: number, trainer: Trainer<Child>, workers = 1) =>
  search({
    space,
    policy: random(space),
    trainer,
    reward: accuracy,
    budget: {},
    episodes: 6,
    batch: 2,
    seed,
    workers,
    reuse: false,
  })

describe('mergeSearches', () => {
  it('labels events in their time, and ends with the last search', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const [a, b] = [cold('-a---|'), cold('--b|')]
      expectObservable(mergeSearches({ one: a, two: b })).toBe('-ab--|', {
        a: { label: 'one', event: 'a' },
        b: { label: 'two', event: 'b' },
      })
      expectSubscriptions(a.subscriptions).toBe('^----!')
      expectSubscriptions(b.subscriptions).toBe('^--!')
    }))

  it('is empty of no searches, never ends of one that does not, and gives subscriptions back', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const endless = cold('-------')
      expectObservable(mergeSearches({})).toBe('|')
      expectObservable(mergeSearches({ endless, ended: cold('|') }), '---!').toBe('----')
      expectSubscriptions(endless.subscriptions).toBe('^--!')
    })
  })

  it('errors with a search that errors, and ends the others', () => {
    const boom = new Error('boom')
    expect(errorOf(mergeSearches({ a: NEVER, b: throwError(() => boom) }))).toBe(boom)
  })

  it('lets searches whose trainers answer at once take turns, round by round', () => {
    const trainer: Trainer<Child> = () => [{ accuracy: 0.5 }]
    const rounds = eventsOf(mergeSearches({ a: arm(1, trainer), b: arm(2, trainer) })).flatMap(
      ({ label, event }) => (event._tag === 'PolicyUpdated' ? [`${label}${event.round}`] : []),
    )
    expect(rounds).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2'])
  })

  it('finds in a shared pool what each search finds alone', async () => {
    const trainer: Trainer<Child> = ({ architecture: { a }, seed }) =>
      of({ accuracy: a / 3 }).pipe(delay(seed % 5))
    const policy = reinforce(space, { units: 4, embedding: 3 })
    const learner = (train: Trainer<Child>, workers: number) =>
      search({
        space,
        policy,
        trainer: train,
        reward: accuracy,
        budget: {},
        episodes: 8,
        batch: 2,
        seed: 3,
        workers,
      })
    const pool = trainerPool(2)
    const together = await lastValueFrom(
      mergeSearches({
        learns: learner(pool(trainer), 2),
        guesses: arm(1, pool(trainer), 2),
      }).pipe(toArray()),
    )
    const alone = await lastValueFrom(learner(trainer, 1).pipe(toArray()))
    const committed = together.flatMap(({ label, event }) =>
      label === 'learns' && event._tag !== 'Progress' ? [event] : [],
    )
    expect(committed).toEqual(alone.filter(({ _tag }) => _tag !== 'Progress'))
  })

  it('proposes no round of a search whose last is not over, and begins none when it is stopped', async () => {
    let begun = 0
    const hangs: Trainer<Child> = () => {
      begun += 1
      return NEVER
    }
    const pool = trainerPool(3)
    const subscription = mergeSearches({
      a: arm(1, pool(hangs), 3),
      b: arm(2, pool(hangs), 3),
    }).subscribe()
    expect(begun).toBe(3)
    subscription.unsubscribe()
    await Promise.resolve()
    expect(begun).toBe(3)
  })
})
