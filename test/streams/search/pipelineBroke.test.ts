import * as fc from 'fast-check'
import type { Observable } from 'rxjs'
import {
  concatMap,
  defer,
  delay,
  endWith,
  EMPTY,
  filter,
  ignoreElements,
  lastValueFrom,
  map,
  mergeMap,
  NEVER,
  of,
  take,
  tap,
  toArray,
  VirtualTimeScheduler,
} from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  episodeOf,
  type Policy,
  type Progress,
  random,
  type RandomState,
  type Rewarded,
  type SearchEvent,
} from '../../../src/core.ts'
import {
  computeReward,
  type PipelineBroke,
  type RoundProposed,
  searchLoop,
  trainChild,
  type Trainer,
  validateAction,
} from '../../../streams/index.ts'
import { type Child, errorOf, eventsOf, space } from '../support.ts'

type Out = Rewarded<Child> | RoundProposed<RandomState> | Progress
type Operator = (source: Observable<Out>) => Observable<Out>

const isEpisode = (event: Out): event is Rewarded<Child> => event._tag === 'Rewarded'
const isEnd = (event: Out) => event._tag === 'RoundProposed'
const episode = (event: Rewarded<Child>): number => episodeOf(event.outcome)

/** A policy that notes from which episodes it learns. */
const noting = (): { policy: Policy<RandomState>; lessons: Array<ReadonlyArray<number>> } => {
  const lessons: Array<ReadonlyArray<number>> = []
  const own = random(space)
  return {
    lessons,
    policy: {
      ...own,
      learn: (round) => {
        lessons.push(round.map(({ outcome }) => episodeOf(outcome)))
        return own.learn(round)
      },
    },
  }
}

const search = (
  operator: Operator,
  {
    batch = 2,
    episodes = 6,
    workers = 1,
    policy = random(space),
    trainer = (() => [{ accuracy: 0.5 }]) as Trainer<Child>,
  } = {},
): Observable<SearchEvent<Child, RandomState>> =>
  searchLoop({ policy, seed: 1, batch, episodes }, (proposed) =>
    proposed.pipe(
      validateAction(space),
      trainChild(trainer, { budget: {}, seed: 1, workers, reuse: false }),
      computeReward(accuracy),
      operator,
    ),
  )

const without = (unwanted: (event: Out) => boolean): Operator => filter((event) => !unwanted(event))
const is = (n: number) => (event: Out) => isEpisode(event) && episode(event) === n

describe('searchLoop with a pipeline that', () => {
  it.each<[string, Operator, Partial<PipelineBroke>]>([
    ['loses RoundProposed', without(isEnd), { round: 0, missing: [], repeated: [] }],
    ['loses episodes', without(isEpisode), { round: 0, missing: [0, 1] }],
    ['loses one episode', without(is(2)), { round: 1, missing: [2] }],
    ['loses the last episode of a round', without(is(3)), { round: 1, missing: [3] }],
    [
      'loses the last round',
      without(
        (event) =>
          is(4)(event) || is(5)(event) || (isEnd(event) && 'round' in event && event.round === 2),
      ),
      { round: 2, missing: [4, 5] },
    ],
    [
      'repeats an episode',
      concatMap((event) => (is(2)(event) ? [event, event] : [event])),
      { round: 1, missing: [3], repeated: [2] },
    ],
    [
      'repeats an episode of an earlier round',
      (source) => {
        let first: Out | undefined
        return source.pipe(
          concatMap((event) => {
            first ??= isEpisode(event) ? event : undefined
            return is(4)(event) && first !== undefined ? [first, event] : [event]
          }),
        )
      },
      { round: 2, missing: [4, 5], repeated: [0] },
    ],
    [
      'repeats RoundProposed',
      concatMap((event) => (isEnd(event) ? [event, event] : [event])),
      { round: 0, missing: [], repeated: [] },
    ],
    [
      'reorders episodes',
      (source) => {
        let held: ReadonlyArray<Out> = []
        return source.pipe(
          concatMap((event) => {
            if (is(2)(event)) {
              held = [event]
              return EMPTY
            }
            if (!isEpisode(event)) return [event]
            const released = [event, ...held]
            held = []
            return released
          }),
        )
      },
      { round: 1, missing: [2] },
    ],
    [
      'puts RoundProposed before its episodes',
      (source) => {
        let held: ReadonlyArray<Out> = []
        return source.pipe(
          concatMap((event) => {
            if (isEpisode(event)) {
              held = [...held, event]
              return EMPTY
            }
            const released = isEnd(event) ? [event, ...held] : [event]
            if (isEnd(event)) held = []
            return released
          }),
        )
      },
      { round: 0, missing: [0, 1] },
    ],
    [
      'makes up an episode',
      map((event) =>
        isEpisode(event) && episode(event) === 2
          ? { ...event, outcome: { ...event.outcome, validated: { episode: 99 } } as never }
          : event,
      ),
      { round: 1, missing: [2, 3] },
    ],
    ['gives what is no event', map(() => 5 as never), { round: 0, missing: [0, 1] }],
    ['ends in the midst of a round', take(3), { round: 0, missing: [1] }],
    ['gives nothing and ends', () => EMPTY, { round: 0 }],
  ])('%s ends with PipelineBroke', (_, operator, expected) => {
    const { policy, lessons } = noting()
    const error = errorOf(search(operator, { policy }))
    expect(error).toMatchObject({ _tag: 'PipelineBroke', ...expected })
    expect((error as PipelineBroke).message).toMatch(
      /^The pipeline of searchLoop .*in round \d.*It has to give back every episode once/,
    )
    // Nothing wrong is learned, and no round twice.
    for (const [round, lesson] of lessons.entries())
      expect(lesson).toEqual([2 * round, 2 * round + 1])
  })

  it.each([NaN, Infinity, '9', null, undefined])('gives the reward %j ends too', (reward) => {
    const { policy, lessons } = noting()
    const broken: Operator = map((event) =>
      isEpisode(event) ? { ...event, reward: reward as never } : event,
    )
    expect(errorOf(search(broken, { policy }))).toMatchObject({
      _tag: 'NotFinite',
      message: expect.stringContaining('The reward of episode 1 is ') as string,
    })
    expect(lessons).toEqual([])
  })

  it('loses the end of the last round, and has no other, ends with PipelineBroke too', () => {
    expect(errorOf(search(without(isEnd), { episodes: 2 }))).toMatchObject({ round: 0 })
    expect(errorOf(search(ignoreElements(), { episodes: 2 }))).toMatchObject({ missing: [0, 1] })
  })

  it('holds RoundProposed back for a while does not keep the search waiting', async () => {
    const late: Operator = mergeMap((event) =>
      isEnd(event) ? of(event).pipe(delay(1)) : of(event),
    )
    const slow: Trainer<Child> = () => of({ accuracy: 0.5 }).pipe(delay(3))
    const found = await lastValueFrom(search(late, { trainer: slow }).pipe(toArray()))
    const expected = eventsOf(search((source) => source))
    const committed = (events: typeof found) => events.filter(({ _tag }) => _tag !== 'Progress')
    expect(committed(found)).toEqual(committed([...expected]))
  })

  it('ends with a waiting child can be unsubscribed', () => {
    let left = 0
    const operator: Operator = (source) => source.pipe(tap({ unsubscribe: () => (left += 1) }))
    search(operator, { trainer: () => NEVER })
      .subscribe()
      .unsubscribe()
    expect(left).toBe(1)
  })
})

/** What a hostile operator does with an event that is no progress. */
type Deed = 'pass' | 'drop' | 'repeat' | 'swap'

/** Does its deeds one after another, and notes what it gives. */
const hostile =
  (deeds: ReadonlyArray<Deed>, given: Array<Out>): Operator =>
  (source) =>
    defer(() => {
      const left = [...deeds]
      let held: Array<Out> = []
      const done = (event: Out): ReadonlyArray<Out> => {
        if (event._tag === 'Progress') return [event]
        const before = held
        held = []
        switch (left.shift() ?? 'pass') {
          case 'pass':
            return [event, ...before]
          case 'drop':
            return before
          case 'repeat':
            return [event, ...before, event]
          case 'swap':
            held = [event]
            return before
        }
      }
      return source.pipe(
        map((event) => done(event)),
        endWith([]),
        concatMap((events) => events),
        tap((event) => {
          if (event._tag !== 'Progress') given.push(event)
        }),
      )
    })

const nameOf = (event: Out): string =>
  isEpisode(event)
    ? `${episode(event)}`
    : isEnd(event)
      ? `end ${(event as RoundProposed<unknown>).round}`
      : ''

/** What a search of so many episodes has to be given. */
const whole = (episodes: number, batch: number): ReadonlyArray<string> =>
  Array.from({ length: Math.ceil(episodes / batch) }, (_, round) => [
    ...Array.from(
      { length: Math.min(batch, episodes - round * batch) },
      (__, i) => `${round * batch + i}`,
    ),
    `end ${round}`,
  ]).flat()

describe('searchLoop with an operator that drops, repeats and reorders at random', () => {
  it('takes every episode once and in order, or ends with PipelineBroke; it learns from whole rounds alone', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          batch: fc.integer({ min: 1, max: 4 }),
          episodes: fc.integer({ min: 1, max: 9 }),
          workers: fc.integer({ min: 1, max: 4 }),
          atOnce: fc.boolean(),
          deeds: fc.array(
            fc.oneof(
              { weight: 6, arbitrary: fc.constant<Deed>('pass') },
              { weight: 2, arbitrary: fc.constantFrom<Deed>('drop', 'repeat', 'swap') },
            ),
            { maxLength: 14 },
          ),
        }),
        async ({ batch, episodes, workers, atOnce, deeds }) => {
          const scheduler = new VirtualTimeScheduler()
          const trainer: Trainer<Child> = ({ seed }) =>
            atOnce ? [{ accuracy: 1 }] : of({ accuracy: 1 }).pipe(delay(seed % 7, scheduler))
          const { policy, lessons } = noting()
          const given: Array<Out> = []
          const events: Array<SearchEvent<Child, RandomState>> = []
          let ended: 'complete' | PipelineBroke | undefined
          search(hostile(deeds, given), { batch, episodes, workers, policy, trainer }).subscribe({
            next: (event) => events.push(event),
            error: (error: unknown) => (ended = error as PipelineBroke),
            complete: () => (ended = 'complete'),
          })
          for (let seen = -1; ended === undefined && seen !== events.length + given.length;) {
            seen = events.length + given.length
            scheduler.flush()
            await new Promise((tick) => setImmediate(tick))
          }

          const names = given.map(nameOf)
          const expected = whole(episodes, batch)
          const rewarded = events.flatMap((e) => (e._tag === 'Rewarded' ? [episode(e)] : []))
          expect(rewarded).toEqual(rewarded.map((_, i) => i))
          for (const [round, lesson] of lessons.entries())
            expect(lesson).toEqual(
              Array.from(
                { length: Math.min(batch, episodes - round * batch) },
                (_, i) => round * batch + i,
              ),
            )
          if (ended === 'complete') expect(names).toEqual(expected)
          else if (ended === undefined) {
            // Nothing of what came is wrong: the rest may yet come.
            expect(names).toEqual(expected.slice(0, names.length))
            expect(rewarded.length).toBeLessThan(batch * Math.ceil(episodes / batch - 1))
          } else {
            expect(ended._tag).toBe('PipelineBroke')
            expect(names).not.toEqual(expected)
            for (const one of ended.repeated) expect(rewarded).toContain(one)
            for (const one of ended.missing) expect(rewarded).not.toContain(one)
          }
        },
      ),
      { numRuns: 400 },
    )
  })
})
