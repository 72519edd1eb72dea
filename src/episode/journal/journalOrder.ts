import * as E from 'fp-ts/lib/Either.js'
import { episodeOf } from '../Episode.ts'
import { type JournalEvent } from './JournalEvent.ts'

/** Where a journal stands after some of its events, as far as their order goes. */
export interface JournalOrder {
  /** Whether the header has been met. */
  readonly begun: boolean
  /** Episodes of old journals met. */
  readonly recalled: number
  /** The lowest number that the next episode may have. */
  readonly episodes: number
  /** The number of the round under way. */
  readonly round: number
  /** Whether the last event ended a round or was recalled, so that a snapshot may follow. */
  readonly between: boolean
}

/** Before the first line. */
export const startOfJournal: JournalOrder = {
  begun: false,
  recalled: 0,
  episodes: 0,
  round: 0,
  between: false,
}

const wrong = (reason: string): E.Either<string, never> => E.left(reason)

/**
 * Where a journal stands after one more event, or why the event cannot stand there. Episodes rise,
 * though an operator may have dropped some; rounds follow one another.
 */
export const nextInJournal =
  (event: JournalEvent<unknown>) =>
  (order: JournalOrder): E.Either<string, JournalOrder> => {
    if ((event._tag === 'Header') === order.begun)
      return wrong('a header stands at the first line, and nowhere else')
    const { episodes, round } = order
    switch (event._tag) {
      case 'Header':
        return E.right({ ...order, begun: true })
      case 'Recalled':
        return episodes === 0 && round === 0 && (order.recalled === 0 || order.between)
          ? E.right({ ...order, recalled: order.recalled + 1, between: true })
          : wrong('an episode of an older journal stands after the first of this one')
      case 'Rewarded': {
        const episode = episodeOf(event.outcome)
        return episode >= episodes
          ? E.right({ ...order, episodes: episode + 1, between: false })
          : wrong(`episode ${episode} stands where episode ${episodes} is next`)
      }
      case 'PolicyUpdated':
        return event.round === round && event.episodes >= episodes
          ? E.right({ ...order, episodes: event.episodes, round: round + 1, between: true })
          : wrong(
              `the end of round ${event.round} after ${event.episodes} episodes stands where that of round ${round} after ${episodes} is next`,
            )
      case 'Snapshot':
        return order.between && event.round === round - 1 && event.episodes === episodes
          ? E.right({ ...order, between: false })
          : wrong(`a snapshot of round ${event.round} stands elsewhere than at that round's end`)
    }
  }
