import { concatMap, lastValueFrom, type Observable, take, toArray } from 'rxjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { accuracy, type JournalLine, random, type Reward } from '../../../src/core.ts'
import {
  type Recorded,
  recordedLines,
  relearn,
  replay,
  rescore,
  search,
} from '../../../streams/index.ts'
import { type Child, header, options, policy, space } from '../../support/recorded-search.ts'

const at = '2026-01-31T09:00:00.000Z'
let lines: ReadonlyArray<JournalLine<Child>> = []
beforeAll(async () => {
  const events = await lastValueFrom(
    search(options(8, policy)).pipe(
      concatMap((event) => (event._tag === 'Progress' ? [] : [{ at, event }])),
      toArray(),
    ),
  )
  lines = [{ at, event: header() }, ...events]
})

/** A journal without an end: the lines of a search, and its last one for ever. */
const endless = () => {
  const seen = { read: 0, closed: 0 }
  const journal: Recorded<Child> = async function* () {
    try {
      for (let i = 0; ; i++) {
        seen.read += 1
        // A timer's turn now and then, so that a test can look on.
        if (i % 50 === 0) await new Promise((next) => setImmediate(next))
        yield lines[i] ?? { at, event: { _tag: 'Command', name: 'pause', options: {} } }
      }
    } finally {
      seen.closed += 1
    }
  }
  return { journal, seen }
}

/** Waits for a condition by the turns of the event loop; a test's own limit ends it. */
const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((next) => setImmediate(next))
}

const all = (source: Observable<unknown>) => lastValueFrom(source.pipe(toArray()))

describe.each<[string, (journal: Recorded<Child>) => Observable<unknown>, emptied: number]>([
  ['replay', (journal) => replay(journal, policy), 0],
  ['recordedLines', (journal) => recordedLines(journal), 0],
  ['rescore', (journal) => rescore(journal, accuracy), 0],
  // The state that a policy begins with is what it has learned of nothing.
  ['relearn', (journal) => relearn(journal, policy, accuracy), 1],
])('%s', (_, operator, emptied) => {
  it('reads nothing before it is subscribed, and anew each time', async () => {
    let begun = 0
    const stream = operator(() => {
      begun += 1
      return lines
    })
    expect(begun).toBe(0)
    const first = await all(stream)
    expect(await all(stream)).toEqual(first)
    expect(begun).toBe(2)
  })

  it('completes with an empty journal', async () => {
    expect(await all(operator(() => []))).toHaveLength(emptied)
  })

  it('ends a journal without an end when it is unsubscribed', async () => {
    const { journal, seen } = endless()
    const subscription = operator(journal).subscribe()
    await until(() => seen.read > 200)
    subscription.unsubscribe()
    await until(() => seen.closed === 1)
    const { read } = seen
    await new Promise((next) => setImmediate(next))
    expect(seen.read).toBe(read)
  })

  it('emits nothing after it was unsubscribed while a journal kept it waiting', async () => {
    let come: (value: unknown) => void = () => undefined
    const journal: Recorded<Child> = async function* () {
      await new Promise((resolve) => (come = resolve))
      yield* lines
    }
    const heard: Array<unknown> = []
    const subscription = operator(journal).subscribe({
      next: (value) => heard.push(value),
      error: (error: unknown) => heard.push(error),
      complete: () => heard.push('complete'),
    })
    await new Promise((next) => setImmediate(next))
    subscription.unsubscribe()
    come(undefined)
    await new Promise((next) => setImmediate(next))
    expect(heard).toEqual([])
  })

  it.each<[string, Recorded<Child>]>([
    [
      'when it is opened',
      () => {
        throw new Error('torn')
      },
    ],
    [
      'after some lines',
      function* () {
        yield* lines.slice(0, 4)
        throw new Error('torn')
      },
    ],
    [
      'as a rejection',
      async function* () {
        yield* lines.slice(0, 4)
        await Promise.reject(new Error('torn'))
      },
    ],
  ])('errors with what a journal throws %s', async (__, journal) => {
    await expect(all(operator(journal))).rejects.toThrow('torn')
  })

  it('is not harmed by a journal that throws while it is closed', async () => {
    let closing = 0
    const journal: Recorded<Child> = async function* () {
      try {
        for (;;) {
          await new Promise((next) => setImmediate(next))
          yield* lines
        }
      } finally {
        closing += 1
        // This is the fault.
        // oxlint-disable-next-line no-unsafe-finally
        throw new Error('cannot be closed')
      }
    }
    const subscription = operator(journal).subscribe()
    await new Promise((next) => setImmediate(next))
    subscription.unsubscribe()
    await until(() => closing === 1)
    // A rejection that nobody handles would fail this test.
    await new Promise((next) => setTimeout(next))
  })
})

describe.each<[string, (journal: Recorded<Child>) => Observable<unknown>]>([
  ['replay', (journal) => replay(journal, policy)],
  ['recordedLines', (journal) => recordedLines(journal)],
  ['rescore', (journal) => rescore(journal, accuracy)],
])('%s of a journal without an end', (_, operator) => {
  it('reads no more of it than what is taken of it', async () => {
    const { journal, seen } = endless()
    expect(await all(operator(journal).pipe(take(2)))).toHaveLength(2)
    await until(() => seen.closed === 1)
    expect(seen.read).toBeLessThan(10)
  })
})

describe('what throws while a journal is folded is an error of the stream', () => {
  const fail = (): never => {
    throw new Error('broken')
  }
  const throwing: Reward = { ...accuracy, ofMetrics: fail }
  it.each<[string, () => Observable<unknown>]>([
    ['a reward, in rescore', () => rescore(() => lines, throwing)],
    ['a reward, in relearn', () => relearn(() => lines, policy, throwing)],
    ['learn, in relearn', () => relearn(() => lines, { ...policy, learn: fail }, accuracy)],
    ['init, in relearn', () => relearn(() => lines, { ...policy, init: fail }, accuracy)],
    ['propose, in replay', () => replay(() => lines, { ...policy, propose: fail })],
    ['learn, in replay', () => replay(() => lines, { ...policy, learn: () => fail })],
    ['init, in replay', () => replay(() => lines, { ...policy, init: fail })],
  ])('%s', async (_, stream) => {
    await expect(all(stream())).rejects.toThrow('broken')
  })

  it('and so is a policy of another name, as a value', async () => {
    await expect(all(replay(() => lines, random(space)))).rejects.toMatchObject({
      _tag: 'PolicyOfAnotherSearch',
    })
  })
})
