import * as fc from 'fast-check'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filter, lastValueFrom, Observable, observeOn, queueScheduler, Subject, tap } from 'rxjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accuracy, episodeOf, type SearchEvent } from '../../../src/core.ts'
import {
  checkJournal,
  continueJournal,
  journalLines,
  openJournal,
  writeJournal,
} from '../../../src/node/journal/index.ts'
import {
  computeReward,
  proposeActions,
  replay,
  type Round,
  type SearchPosition,
  startPosition,
  trainChild,
  validateAction,
} from '../../../streams/index.ts'
import { learnRecorded, skipRecorded } from '../../../streams/search/internal/resumeRound.ts'
import { firstDifference } from '../../support/firstDifference.ts'
import { orThrow } from '../../support/orThrow.ts'
import { type Child, header, options, policy, space, texts } from '../../support/recorded-search.ts'

const folder = mkdtempSync(join(tmpdir(), 'rxnas-dropping-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type State = ReturnType<typeof policy.init>
const how = { snapshotEvery: 6, sync: 'end' } as const
const episodes = 20

/** Episodes that the search's operator drops: of a round its first, its last, two in a row, all. */
const dropped = new Set([4, 7, 9, 10, 12, 13, 14, 15])

/** Where the operator stands: behind training it drops what a resumed search cannot know again. */
type Place = 'before' | 'after'

const searching = (
  place: Place,
  from: SearchPosition<Child, State> = startPosition(policy, 7),
): Observable<SearchEvent<Child, State>> => {
  const { trainer, budget, seed, batch } = options(episodes, policy)
  // A loop of one's own, of the stages: searchLoop takes no pipeline that drops.
  return new Observable((subscriber) => {
    const rounds = new Subject<Round<State>>()
    const begin = (round: number, state: State, firstEpisode: number): void => {
      const left = episodes - firstEpisode
      if (left <= 0) rounds.complete()
      else rounds.next({ _tag: 'Round', round, state, firstEpisode, batch: Math.min(batch, left) })
    }
    const isDropped = (episode: number): boolean => dropped.has(episode)
    subscriber.add(
      rounds
        .pipe(
          observeOn(queueScheduler),
          proposeActions(policy),
          skipRecorded(from),
          validateAction(space),
          filter(
            (event) => place === 'after' || event._tag !== 'Validated' || !isDropped(event.episode),
          ),
          trainChild(trainer, {
            ...{ budget, seed, reuse: place === 'before', trained: from.trained },
          }),
          computeReward(accuracy, from.context),
          filter(
            (event) =>
              place === 'before' ||
              event._tag !== 'Rewarded' ||
              !isDropped(episodeOf(event.outcome)),
          ),
        )
        .pipe(
          learnRecorded<Child, State>(from, policy),
          tap({
            next: (event) => {
              subscriber.next(event)
              if (event._tag === 'PolicyUpdated')
                begin(event.round + 1, event.state, event.episodes)
            },
          }),
        )
        .subscribe({
          error: (error: unknown) => subscriber.error(error),
          complete: () => subscriber.complete(),
        }),
    )
    begin(from.round, from.state, from.firstEpisode)
  })
}

const recorded = async (place: Place): Promise<string> => {
  const path = join(folder, `whole-${place}.jsonl`)
  const journal = orThrow(openJournal(path, header(), space, how))
  await lastValueFrom(searching(place).pipe(writeJournal(journal, policy)))
  journal.close()
  return path
}

const goOn = async (place: Place, path: string): Promise<void> => {
  const { journal, position } = orThrow(
    await continueJournal(path, { header: header(), space, policy, reward: accuracy }, how),
  )
  await lastValueFrom(searching(place, position).pipe(writeJournal(journal, policy)), {
    defaultValue: undefined,
  })
  journal.close()
}

describe.each<Place>(['before', 'after'])(
  'a search of which an operator %s training drops episodes',
  (place) => {
    let whole = ''
    beforeAll(async () => {
      whole = await recorded(place)
    })
    it('has them as events, and how many its rounds have', async () => {
      const events = readFileSync(whole, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { event: Record<string, unknown> }).event)
      expect(
        events.flatMap(({ _tag, first, last, by }) =>
          _tag === 'Dropped' ? [[first, last, by]] : [],
        ),
      ).toEqual([
        [4, 4, 'operator'],
        [7, 7, 'operator'],
        [9, 10, 'operator'],
        [12, 15, 'operator'],
      ])
      expect(
        events.flatMap(({ _tag, rewarded }) => (_tag === 'PolicyUpdated' ? [rewarded] : [])),
      ).toEqual([4, 2, 2, 0, 4])
      expect(orThrow(await checkJournal(whole))).toMatchObject({
        ...{ damaged: 0, dropped: dropped.size, episodes: episodes - dropped.size, rounds: 5 },
      })
    })

    it('resumes to the journal of one that never stopped, cut at any byte', () =>
      fc.assert(
        fc.asyncProperty(fc.integer({ min: 0, max: readFileSync(whole).length }), async (bytes) => {
          const path = join(folder, 'cut.jsonl')
          copyFileSync(whole, path)
          truncateSync(path, bytes)
          await goOn(place, path)
          expect(firstDifference(texts(path), texts(whole))).toBe(undefined)
          expect(orThrow(await checkJournal(path)).damaged).toBe(0)
        }),
        { numRuns: 20 },
      ))

    it('is replayed with the states that it had', async () => {
      await lastValueFrom(replay(journalLines(whole, space), policy))
    })
  },
)

describe('a journal that a search is written to twice', () => {
  it('refuses the second subscription by what it is, and stays whole', async () => {
    const path = join(folder, 'twice.jsonl')
    const journal = orThrow(openJournal(path, header(), space, how))
    const search = searching('after').pipe(writeJournal(journal, policy))
    await lastValueFrom(search)
    const before = readFileSync(path)
    await expect(lastValueFrom(search)).rejects.toMatchObject({
      _tag: 'JournalOutOfOrder',
      message: expect.stringContaining(
        'every subscription to a search is a search of its own',
      ) as string,
    })
    journal.close()
    expect(readFileSync(path)).toEqual(before)
    expect(orThrow(await checkJournal(path)).damaged).toBe(0)
  })

  it('refuses it also at the same time, while the first goes on', async () => {
    const path = join(folder, 'both.jsonl')
    const journal = orThrow(openJournal(path, header(), space, how))
    const search = searching('after').pipe(writeJournal(journal, policy))
    const ended = await Promise.allSettled([lastValueFrom(search), lastValueFrom(search)])
    journal.close()
    expect(ended.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    expect(orThrow(await checkJournal(path))).toMatchObject({ damaged: 0, rounds: 5 })
  })

  it('refuses events that cannot stand where they would', () => {
    const journal = orThrow(openJournal(join(folder, 'order.jsonl'), header(), space, how))
    const refused = (event: Parameters<typeof journal.append>[0], words: string) =>
      expect(journal.append(event)).toMatchObject({
        left: {
          _tag: 'JournalOutOfOrder',
          message: expect.stringContaining(words) as string,
        },
      })
    refused(header(), 'a header stands at the first line')
    refused(
      { _tag: 'PolicyUpdated', round: 0, episodes: 4, rewarded: 4, figures: {} },
      'the end of round 0',
    )
    refused({ _tag: 'Snapshot', round: 3, episodes: 12, state: null }, 'a snapshot of round 3')
    refused({ _tag: 'Dropped', first: 2, last: 1, by: 'operator' }, 'episodes 2 to 1')
    refused({ _tag: 'Dropped', first: 0, last: 7, by: 'operator' }, 'round 0 has ended')
    expect(journal.append({ _tag: 'Command', name: 'stop', options: {} })).toMatchObject({
      _tag: 'Right',
    })
    journal.close()
  })

  it('takes no header that no reader would take', () => {
    const path = join(folder, 'bad.jsonl')
    expect(openJournal(path, { ...header(), batch: -4 }, space)).toMatchObject({
      left: { _tag: 'JournalOutOfOrder' },
    })
  })
})
