import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { counted } from '../../common/index.ts'
import { largestBatch } from '../bounded.ts'
import { episodeOf } from '../Episode.ts'
import { type Dropped, type JournalEvent } from './JournalEvent.ts'

/** Where a journal stands after some of its events, as far as their order goes. */
export interface JournalOrder {
  /** Whether the header has been met. */
  readonly begun: boolean
  /** Episodes of old journals met. */
  readonly recalled: number
  /** The number of the next episode. */
  readonly episodes: number
  /** The number of the round under way. */
  readonly round: number
  /** The first episode of the round under way. */
  readonly firstEpisode: number
  /** How many episodes of it were rewarded. */
  readonly rewarded: number
  /** How many episodes a round may have. */
  readonly batch: number
  /** Whether the last event ended a round or was recalled, so that a snapshot may follow. */
  readonly between: boolean
  /** Whether it is known where the journal stands; it is not after a line that could not be read. */
  readonly certain: boolean
}

/** Before the first line. */
export const startOfJournal: JournalOrder = {
  begun: false,
  recalled: 0,
  episodes: 0,
  round: 0,
  firstEpisode: 0,
  rewarded: 0,
  batch: 1,
  between: false,
  certain: true,
}

/** After a line that could not be read: what follows may have any number from here on. */
export const afterDamage = (order: JournalOrder): JournalOrder => ({
  ...order,
  between: true,
  certain: false,
})

const wrong = (reason: string): E.Either<string, never> => E.left(reason)

/** Whether the round under way has no place for episodes up to one. */
const isOverfull = (last: number, { certain, firstEpisode, batch }: JournalOrder): boolean =>
  certain && last >= firstEpisode + batch

const tooMany = ({ round, batch }: JournalOrder): E.Either<string, never> =>
  wrong(`round ${round} has ended: it has its ${counted(batch, 'episode')}`)

/** The round after one that ended after so many episodes. */
const nextRound = (order: JournalOrder, ended: number, episodes: number): JournalOrder => ({
  ...order,
  episodes,
  round: ended + 1,
  firstEpisode: episodes,
  rewarded: 0,
  certain: true,
})

/**
 * Where a journal stands after one more event, or why the event cannot stand there. Episodes and
 * rounds follow one another without a gap: what an operator has dropped is an event too.
 */
export const nextInJournal =
  (event: JournalEvent<unknown>) =>
  (order: JournalOrder): E.Either<string, JournalOrder> => {
    if ((event._tag === 'Header') === order.begun)
      return wrong('a header stands at the first line, and nowhere else')
    const { episodes, round, rewarded, certain } = order
    switch (event._tag) {
      case 'Header':
        // The repair of an older version let two rounds become one.
        return E.right({
          ...order,
          begun: true,
          batch: event.upgraded === undefined ? event.batch : largestBatch,
        })
      case 'Recalled':
        return episodes === 0 && round === 0 && (order.recalled === 0 || order.between)
          ? E.right({ ...order, recalled: order.recalled + 1, between: true })
          : wrong('an episode of an older journal stands after the first of this one')
      case 'Rewarded': {
        const episode = episodeOf(event.outcome)
        if (certain ? episode !== episodes : episode < episodes)
          return wrong(`episode ${episode} stands where episode ${episodes} is next`)
        return isOverfull(episode, order)
          ? tooMany(order)
          : E.right({ ...order, episodes: episode + 1, rewarded: rewarded + 1, between: false })
      }
      case 'Dropped': {
        const { first, last } = event
        if (last < first || (certain ? first !== episodes : first < episodes))
          return wrong(
            `episodes ${first} to ${last} are said to be dropped where episode ${episodes} is next`,
          )
        return isOverfull(last, order)
          ? tooMany(order)
          : E.right({ ...order, episodes: last + 1, between: false })
      }
      case 'PolicyUpdated':
        if (certain ? event.round !== round || event.episodes !== episodes : event.round < round)
          return wrong(
            `the end of round ${event.round} after ${event.episodes} episodes stands where that of round ${round} after ${episodes} is next`,
          )
        return certain && event.rewarded !== rewarded
          ? wrong(
              `round ${round} is said to have ${counted(event.rewarded, 'episode')} that came to its end, and the journal has ${rewarded}`,
            )
          : event.episodes < episodes
            ? wrong(`round ${event.round} ends before its last episode`)
            : E.right({ ...nextRound(order, event.round, event.episodes), between: true })
      case 'Snapshot':
        return order.between &&
          (certain
            ? event.round === round - 1 && event.episodes === episodes
            : event.round >= round - 1 && event.episodes >= episodes)
          ? E.right({ ...nextRound(order, event.round, event.episodes), between: false })
          : wrong(`a snapshot of round ${event.round} stands elsewhere than at that round's end`)
      case 'Completed':
      case 'Command':
      case 'MachineChanged':
        return E.right(order)
    }
  }

/** The episodes that are missing before an event: an operator has dropped them, or they are lost. */
export const missingBefore = (
  event: JournalEvent<unknown>,
  { episodes }: Pick<JournalOrder, 'episodes'>,
  by: Dropped['by'],
): Dropped | undefined => {
  const next =
    event._tag === 'Rewarded'
      ? episodeOf(event.outcome)
      : event._tag === 'PolicyUpdated'
        ? event.episodes
        : episodes
  return next > episodes ? { _tag: 'Dropped', first: episodes, last: next - 1, by } : undefined
}

/** An event as this version has it, after the episodes that are missing before it. */
export interface Followed<A> {
  readonly events: ReadonlyArray<JournalEvent<A>>
  readonly order: JournalOrder
}

/** {@link nextInJournal} for an event of any version: older ones do not say which episodes were dropped. */
export const follow =
  <A>(event: JournalEvent<A>, schema: number) =>
  (order: JournalOrder): E.Either<string, Followed<A>> => {
    if (schema >= 3)
      return pipe(
        nextInJournal(event)(order),
        E.map((next) => ({ events: [event], order: next })),
      )
    const missing = missingBefore(event, order, 'unknown')
    return pipe(
      missing === undefined ? E.right(order) : nextInJournal(missing)(order),
      E.map((before) => ({
        before,
        now: event._tag === 'PolicyUpdated' ? { ...event, rewarded: before.rewarded } : event,
      })),
      E.flatMap(({ before, now }) =>
        pipe(
          nextInJournal(now)(before),
          E.map((next) => ({
            events: missing === undefined ? [now] : [missing, now],
            order: now._tag === 'Header' ? { ...next, batch: largestBatch } : next,
          })),
        ),
      ),
    )
  }
