import { delay, lastValueFrom, NEVER, of, throwError, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  episodeOf,
  negativeLoss,
  random,
  reinforce,
  trainerFailed,
} from '../../../src/core.ts'
import {
  randomBaseline,
  search,
  type SearchOptions,
  searchWithBaseline,
  startPosition,
  type Trainer,
} from '../../../streams/index.ts'
import { type Child, errorOf, eventsOf, marbles, space } from '../support.ts'

const policy = reinforce(space, { units: 4, embedding: 3 })
type State = ReturnType<typeof policy.init>
const options = (over: Partial<SearchOptions<Child, State>> = {}): SearchOptions<Child, State> => ({
  ...{ space, policy, reward: accuracy, budget: {}, episodes: 8, batch: 2, seed: 3, workers: 2 },
  trainer: ({ architecture: { a } }) => [{ accuracy: a / 3 }],
  ...over,
})
const beside = randomBaseline({ space, seed: 3 })
const { trainer: train, reward, budget, episodes, batch } = options()
const alone = search({
  ...{ space, trainer: train, reward, budget, episodes, batch },
  ...beside,
})

describe('searchWithBaseline', () => {
  it('gives of each what it would find alone, in its order', async () => {
    const trainer: Trainer<Child> = ({ architecture: { a }, seed }) =>
      of({ accuracy: a / 3 }).pipe(delay(seed % 5))
    const both = await lastValueFrom(searchWithBaseline(options({ trainer })).pipe(toArray()))
    const of_ = (wanted: string) =>
      both.flatMap(({ label, event }) =>
        label === wanted && event._tag !== 'Progress' ? [event] : [],
      )
    const committed = (events: ReadonlyArray<{ readonly _tag: string }>) =>
      events.filter(({ _tag }) => _tag !== 'Progress')
    expect(of_('search')).toEqual(committed(eventsOf(search(options()))))
    expect(of_('baseline')).toEqual(committed(eventsOf(alone)))
  })

  it('lets them take turns, and gives neither more places than there are', async () => {
    let [running, most] = [0, 0]
    const trainer: Trainer<Child> = async ({ architecture: { a } }) => {
      running += 1
      most = Math.max(most, running)
      await new Promise((done) => setTimeout(done, 2))
      running -= 1
      return { accuracy: a / 3 }
    }
    const both = await lastValueFrom(
      searchWithBaseline(options({ trainer, episodes: 12, reuse: false })).pipe(toArray()),
    )
    expect(most).toBe(2)
    const rounds = both.flatMap(({ label, event }) =>
      event._tag === 'PolicyUpdated' ? [label] : [],
    )
    // Neither is ever more than two rounds ahead.
    rounds.reduce((ahead, label) => {
      const now = ahead + (label === 'search' ? 1 : -1)
      expect(Math.abs(now)).toBeLessThanOrEqual(2)
      return now
    }, 0)
  })

  it('never emits after an unsubscription, and aborts the trainings of both', () => {
    const signals: Array<AbortSignal> = []
    const trainer: Trainer<Child> = ({ signal }) => {
      signals.push(signal)
      return NEVER
    }
    const subscription = searchWithBaseline(
      options({ trainer, workers: 4, reuse: false }),
    ).subscribe()
    expect(signals).toHaveLength(4)
    subscription.unsubscribe()
    expect(signals.every(({ aborted }) => aborted)).toBe(true)
  })

  it('begins nothing before it is subscribed', () => {
    let begun = 0
    const trainer: Trainer<Child> = () => {
      begun += 1
      return [{ accuracy: 0.5 }]
    }
    const events = searchWithBaseline(options({ trainer }))
    expect(begun).toBe(0)
    expect(eventsOf(events).filter(({ event }) => event._tag === 'Rewarded')).toHaveLength(16)
  })

  it('goes on with both where they were stopped', () => {
    const run = (over: Partial<SearchOptions<Child, State>>) => options({ ...over, reuse: false })
    const whole = eventsOf(searchWithBaseline(run({ episodes: 8 })))
    const half = whole.flatMap((one) =>
      one.event._tag === 'PolicyUpdated' && one.event.episodes === 4 ? [one] : [],
    )
    const at = { round: 2, firstEpisode: 4, episodes: 4 }
    const from = half.flatMap((one) =>
      one.label === 'search' && one.event._tag === 'PolicyUpdated'
        ? [{ ...startPosition(policy, 3), ...at, state: one.event.state }]
        : [],
    )
    const { policy: baseline, seed } = beside
    const besideFrom = half.flatMap((one) =>
      one.label === 'baseline' && one.event._tag === 'PolicyUpdated'
        ? [{ ...startPosition(baseline, seed), ...at, state: one.event.state }]
        : [],
    )
    const rest = eventsOf(
      searchWithBaseline(run({ episodes: 8, from: from[0]! }), {
        ...{ policy: baseline, seed, from: besideFrom[0]! },
      }),
    )
    const later = whole.filter(({ event }) =>
      event._tag === 'PolicyUpdated'
        ? event.episodes > 4
        : event._tag === 'Rewarded' && episodeOf(event.outcome) >= 4,
    )
    expect(later).toHaveLength(2 * (4 + 2))
    expect(rest.filter(({ event }) => event._tag !== 'Progress')).toEqual(later)
  })

  it('errors with a reward that cannot judge', () => {
    const events = searchWithBaseline(options({ reward: negativeLoss() }))
    expect(errorOf(events)).toMatchObject({ _tag: 'RewardError' })
  })

  it('takes another policy to be beaten, and does not end with its failures', () => {
    const trainer: Trainer<Child> = ({ architecture: { a } }) =>
      a === 1 ? throwError(() => trainerFailed('one is too small')) : [{ accuracy: a / 3 }]
    const ones = { ...random(space), name: 'ones' }
    const stubborn: typeof ones = {
      ...ones,
      propose: (state) => {
        const [proposal, next] = ones.propose(state)
        return [{ ...proposal, candidate: { a: 1 } }, next]
      },
    }
    const rewards = eventsOf(
      searchWithBaseline(options({ trainer, maxFailures: 99 }), { policy: stubborn, seed: 1 }),
    ).flatMap(({ label, event }) =>
      label === 'baseline' && event._tag === 'Rewarded' ? [event.reward] : [],
    )
    expect(rewards).toEqual(Array.from({ length: 8 }, () => 0))
  })

  it('gives events in the time that trainings take', () => {
    marbles(({ cold, expectObservable }) => {
      const trainer: Trainer<Child> = () => cold('--(m|)', { m: { accuracy: 0.5 } })
      const tags = searchWithBaseline(options({ trainer, episodes: 1, workers: 1 }))
      const seen = tags.pipe(toArray())
      // One place: one after the other.
      expectObservable(seen).toBe('----(s|)', { s: expect.any(Array) as unknown })
    })
  })
})
