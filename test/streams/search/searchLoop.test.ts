import { concatMap, lastValueFrom, map, NEVER, type Observable, throwError, toArray } from 'rxjs'
import { describe, expect, it } from 'vitest'
import {
  accuracy,
  type Measurement,
  random,
  trainerFailed,
  failTraining,
} from '../../../src/core.ts'
import {
  computeReward,
  mergeSearches,
  recordedLines,
  relearn,
  replay,
  rescore,
  retryTraining,
  searchLoop,
  trainChild,
  type Trainer,
  validateAction,
} from '../../../streams/index.ts'
import { type Child, errorOf, eventsOf, job, paid, space } from '../support.ts'

const boom = new Error('boom')

const loop = (trainer: Trainer<Child>, { policy = random(space), episodes = 4 } = {}) =>
  searchLoop({ policy, seed: 1, batch: 2, episodes }, (proposed) =>
    proposed.pipe(
      validateAction(space),
      trainChild(trainer, { budget: {}, seed: 1, reuse: false }),
      computeReward(accuracy),
    ),
  )

describe('searchLoop', () => {
  it('never ends where a training does not, and stops it when it is unsubscribed', () => {
    const signals: Array<AbortSignal> = []
    let over = false
    const subscription = loop((task) => {
      signals.push(task.signal)
      return NEVER
    }).subscribe({ complete: () => (over = true) })
    expect(signals.map(({ aborted }) => aborted)).toEqual([false])
    subscription.unsubscribe()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
    expect(over).toBe(false)
  })

  it('begins nothing before it is subscribed, and anew with each subscription', () => {
    let begun = 0
    const events = loop(() => {
      begun += 1
      return [{ accuracy: 0.5 }]
    })
    expect(begun).toBe(0)
    const first = eventsOf(events)
    expect(eventsOf(events)).toEqual(first)
    expect(begun).toBe(8)
  })

  it('errors with what its policy throws, and with what its pipeline errors with', () => {
    const own = random(space)
    const propose = (): never => {
      throw boom
    }
    const learn = (): never => {
      throw boom
    }
    const trainer: Trainer<Child> = () => [{ accuracy: 0.5 }]
    expect(errorOf(loop(trainer, { policy: { ...own, propose } }))).toBe(boom)
    expect(errorOf(loop(trainer, { policy: { ...own, learn } }))).toBe(boom)
    const broken = searchLoop({ policy: own, seed: 1, batch: 2, episodes: 4 }, (proposed) =>
      proposed.pipe(
        concatMap(() => throwError(() => boom)),
        map(() => paid(0, 1)),
      ),
    )
    expect(errorOf(broken)).toBe(boom)
  })
})

describe('mergeSearches', () => {
  it('stops the trainings of every search when it is unsubscribed early', () => {
    const signals: Array<AbortSignal> = []
    const trainer: Trainer<Child> = ({ signal }) => {
      signals.push(signal)
      return NEVER
    }
    const subscription = mergeSearches({ a: loop(trainer), b: loop(trainer) }).subscribe()
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false])
    subscription.unsubscribe()
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
  })
})

describe('retryTraining', () => {
  it('fails with what its question throws', async () => {
    const when = (): never => {
      throw boom
    }
    const failing: Trainer<Child> = () => failTraining(trainerFailed('no'))
    const training = retryTraining({ times: 1, when })(failing)(job()) as Observable<Measurement>
    await expect(lastValueFrom(training)).rejects.toBe(boom)
  })
})

const policy = random(space)
const readers: ReadonlyArray<
  readonly [string, (lines: () => AsyncIterable<never>) => Observable<unknown>, number]
> = [
  ['replay', (lines) => replay(lines, policy), 0],
  ['recordedLines', (lines) => recordedLines(lines), 0],
  ['rescore', (lines) => rescore(lines, accuracy), 0],
  // The state that the policy begins with.
  ['relearn', (lines) => relearn(lines, policy, accuracy), 1],
]

describe.each(readers)('%s', (_, read, emitted) => {
  it('of an empty journal ends', async () => {
    const empty = async function* (): AsyncGenerator<never> {}
    expect(await lastValueFrom(read(empty).pipe(toArray()))).toHaveLength(emitted)
  })

  it('errors with what the journal throws', async () => {
    // oxlint-disable-next-line require-yield
    const broken = async function* (): AsyncGenerator<never> {
      await Promise.resolve()
      throw boom
    }
    await expect(lastValueFrom(read(broken).pipe(toArray()))).rejects.toBe(boom)
  })
})
