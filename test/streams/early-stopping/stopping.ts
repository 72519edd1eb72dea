import * as E from 'fp-ts/lib/Either.js'
import { lastValueFrom, Observable, toArray } from 'rxjs'
import { expect, it } from 'vitest'
import {
  accuracy,
  choice,
  type JournalLine,
  type Measurement,
  random,
  type RandomState,
  type Rewarded,
  type SearchEvent,
  struct,
  type TrainingProgress,
} from '../../../src/core.ts'
import {
  type EarlyStopping,
  positionOf,
  search,
  type SearchPosition,
  startPosition,
  trainChild,
  type Trainer,
} from '../../../streams/index.ts'
import { stubHeader } from '../../support/journal-header.ts'
import { type Child, requiredCases } from '../support.ts'

/** A space of learners: how well each does in the end, and how slowly it gets there. */
export const space = struct({
  level: choice(1, 2, 3, 4, 5, 6, 7, 8),
  slowness: choice(0.5, 1, 2),
})
type Learner = { readonly level: number; readonly slowness: number }

const accuracyOf = ({ level, slowness }: Learner, part: number): number =>
  Math.round(1000 * (level / 10) * part ** slowness) / 1000

/** Trains a learner for the budget's steps, of which 8 are a whole training, a report at each. */
export const learner: Trainer<Learner> = ({ architecture, budget: { steps = 8 } }) => [
  ...Array.from({ length: steps }, (_, i) => ({
    _tag: 'Progress' as const,
    step: i + 1,
    steps,
    metrics: { accuracy: accuracyOf(architecture, (i + 1) / 8), flops: architecture.level },
  })),
  { accuracy: accuracyOf(architecture, steps / 8), flops: architecture.level },
]

type Said = TrainingProgress | Measurement

/** The same at the pace of timers: the better a learner, the longer it takes. */
export const slowly =
  (trainer: Trainer<Learner>): Trainer<Learner> =>
  (job) =>
    new Observable((subscriber) => {
      const said = [...(trainer(job) as Iterable<Said>)]
      let timer: NodeJS.Timeout | undefined
      const next = (): void => {
        const one = said.shift()
        if (one === undefined) {
          subscriber.complete()
          return
        }
        subscriber.next(one)
        timer = setTimeout(next, job.architecture.level / 4)
      }
      next()
      subscriber.add(() => {
        clearTimeout(timer)
      })
    })

type From = SearchPosition<Learner, RandomState>

const policy = random(space)

/** Options of a search of learners. */
const options = {
  ...{ space, policy, reward: accuracy, budget: { steps: 8 } },
  ...{ batch: 4, seed: 3, episodes: 32 },
} as const

const begin: From = startPosition(policy, options.seed)

/** The events of a search of learners, but for progress. */
export const searched = async (
  stopping: (from: From) => EarlyStopping,
  { workers = 1, trainer = learner, from = begin } = {},
): Promise<ReadonlyArray<SearchEvent<Learner, RandomState>>> =>
  (
    await lastValueFrom(
      search({ ...options, trainer, workers, from, stopping: stopping(from) }).pipe(toArray()),
    )
  ).filter(({ _tag }) => _tag !== 'Progress')

/** The rewarded episodes among some events. */
export const episodes = (
  events: ReadonlyArray<SearchEvent<Learner, RandomState>>,
): ReadonlyArray<Rewarded<Learner>> =>
  events.flatMap((event) => (event._tag === 'Rewarded' ? [event] : []))

/** The metrics of trained episodes, and what their learner would have come to. */
export const measured = (events: ReadonlyArray<SearchEvent<Learner, RandomState>>) =>
  episodes(events).flatMap(({ outcome }) =>
    outcome._tag === 'Trained'
      ? [{ ...outcome, whole: accuracyOf(outcome.validated.architecture, 1) }]
      : [],
  )

/** Where the search of events stands after the first so many. */
const positionAfter = (
  events: ReadonlyArray<SearchEvent<Learner, RandomState>>,
  count: number,
): From => {
  const fold = positionOf<Learner, RandomState>(policy)
  const at = '2026-01-01T00:00:00.000Z'
  const header = { ...stubHeader(space), batch: options.batch, seed: options.seed }
  fold.add({ at, event: header })
  // But for the policy's state, which a journal does not hold, these are a journal's events.
  for (const event of events.slice(0, count)) fold.add({ at, event } as JournalLine<Learner>)
  const position = fold.position()
  if (E.isLeft(position)) throw new Error(position.left.message)
  return position.right
}

/** What every form of early stopping holds to. */
export const stoppingLaws = (stopping: (from?: From) => EarlyStopping): void => {
  // Of an operator's cases: what it hands its children to is a stage that trains.
  requiredCases(
    () => (source) =>
      stopping()<Child>((change) =>
        trainChild(
          change<Child>(() => [{ accuracy: 1 }]),
          { budget: {}, seed: 1 },
        ),
      )(source),
  )

  it('stops some children, and none that is the best of its round', async () => {
    const children = measured(await searched(stopping))
    const stopped = children.filter(({ metrics }) => metrics.stoppedAt !== undefined)
    expect(stopped.length).toBeGreaterThan(4)
    expect(stopped.length).toBeLessThan(children.length)
  })

  it('tells of a stopped child what it had, where, and no more than it would have come to', async () => {
    for (const { metrics, whole } of measured(await searched(stopping))) {
      expect(metrics.accuracy).toBeLessThanOrEqual(whole)
      if (metrics.stoppedAt === undefined) expect(metrics.accuracy).toBe(whole)
      else
        expect(metrics.accuracy).toBe(metrics[`accuracyAt${Math.round(100 * metrics.stoppedAt)}`])
      // A reward that reads costs finds them.
      expect(metrics.flops).toBeGreaterThan(0)
    }
  })

  it('finds the same with 1, 2 and 4 workers, at whatever pace', async () => {
    const expected = await searched(stopping)
    for (const workers of [1, 2, 4])
      expect(await searched(stopping, { workers, trainer: slowly(learner) })).toEqual(expected)
  })

  it('goes on as if it had never stopped, after any event', async () => {
    const expected = await searched(stopping)
    for (let count = 1; count < expected.length; count++) {
      const found = await searched(stopping, { from: positionAfter(expected, count) })
      expect([...expected.slice(0, count), ...found]).toEqual(expected)
    }
  })

  it('ends what it has begun when it is unsubscribed', async () => {
    let running = 0
    const trainer: Trainer<Learner> = (job) =>
      new Observable((subscriber) => {
        running += 1
        const inner = (slowly(learner)(job) as Observable<Said>).subscribe(subscriber)
        subscriber.add(() => {
          inner.unsubscribe()
          running -= 1
        })
      })
    const subscription = search({
      ...options,
      trainer,
      workers: 2,
      stopping: stopping(),
    }).subscribe()
    expect(running).toBe(2)
    subscription.unsubscribe()
    await Promise.resolve()
    expect(running).toBe(0)
  })
}
