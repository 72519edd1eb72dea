import {
  asapScheduler,
  type MonoTypeOperatorFunction,
  Observable,
  queueScheduler,
  type Subscription,
  tap,
} from 'rxjs'
import {
  episodeOf,
  type Progress,
  type Proposed,
  type Rewarded,
} from '../../../src/episode/index.ts'
import { requireFinite } from '../../types/NotFinite.ts'
import { type Round, type RoundProposed } from '../../types/Round.ts'
import { type PipelineBroke, pipelineBroke } from '../PipelineBroke.ts'

type Ended<A, S> = Rewarded<A> | RoundProposed<S> | Progress

/** The three places at which a search watches its pipeline. */
export interface RoundWatch<A, S> {
  /** Where rounds begin. */
  readonly begins: MonoTypeOperatorFunction<Round<S>>
  /** Where they enter the pipeline. */
  readonly enters: MonoTypeOperatorFunction<Proposed | RoundProposed<S>>
  /** Where they leave it: errors with a {@link PipelineBroke} where something else does. */
  readonly leaves: MonoTypeOperatorFunction<Ended<A, S>>
}

const range = (from: number, to: number): ReadonlyArray<number> =>
  Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)

/**
 * Holds a pipeline to its rounds: each episode comes back once, in order, and then the round's end. A
 * round is over when its episodes are: where its end has not come with the last of them it is taken
 * for come, and has to come before the next round's first episode, or before the pipeline ends. So
 * a pipeline that loses it does not make the search wait for ever.
 *
 * @param first - the first episode that will come back
 * @param episodes - of the whole search
 */
export const holdToRounds = <A, S>(first: number, episodes: number): RoundWatch<A, S> => {
  /** The episode that is due. */
  let due = first
  let round = 0
  /** The first episode after the round under way. */
  let end = 0
  /** The end of the round under way, once it has been proposed. */
  let open: RoundProposed<S> | undefined
  /** The end of a round that is over, while it has not come. */
  let owed: RoundProposed<S> | undefined
  let roundIsWhole: () => void = () => undefined

  const missing = (): ReadonlyArray<number> => range(due, end)

  /** What is wrong with an episode that comes, if anything is. */
  const mistakeIn = (episode: number): PipelineBroke | undefined => {
    if (owed !== undefined) return pipelineBroke(owed.round, 'lost RoundProposed', {})
    const came = `gave episode ${episode + 1}`
    if (episode < due)
      return pipelineBroke(round, `${came} again`, { missing: missing(), repeated: [episode] })
    if (episode >= end)
      return pipelineBroke(round, `${came}, which is none of it,`, { missing: missing() })
    return episode === due
      ? undefined
      : pipelineBroke(round, came, { missing: range(due, episode) })
  }

  return {
    begins: tap((begun) => {
      round = begun.round
      end = begun.firstEpisode + begun.batch
    }),
    enters: tap((event) => {
      if (event._tag !== 'RoundProposed') return
      open = event
      if (due >= end) roundIsWhole()
    }),
    leaves: (source) =>
      new Observable((subscriber) => {
        let waiting: Subscription | undefined
        const wait = (next: Subscription): void => {
          waiting?.unsubscribe()
          waiting = next
        }
        const endRound = (ended: RoundProposed<S>): void => {
          open = undefined
          subscriber.next(ended)
        }
        const endWithout = (whole: RoundProposed<S>): void => {
          if (open !== whole) return
          owed = whole
          endRound(whole)
        }
        roundIsWhole = () => {
          const whole = open
          if (whole === undefined) return
          // Where trainers answer at once, the queue that runs them comes to this behind the round's
          // end. Where they do not, it runs this here and now, and the end comes a moment later.
          const call = { returned: false, ranAtOnce: false }
          wait(
            queueScheduler.schedule(() => {
              if (call.returned) endWithout(whole)
              else call.ranAtOnce = true
            }),
          )
          call.returned = true
          if (call.ranAtOnce)
            wait(
              asapScheduler.schedule(() => {
                endWithout(whole)
              }),
            )
        }
        const take = (event: Ended<A, S>): PipelineBroke | undefined => {
          switch (event._tag) {
            case 'Progress':
              subscriber.next(event)
              return undefined
            case 'Rewarded': {
              const episode = episodeOf(event.outcome)
              const mistake = mistakeIn(episode)
              if (mistake !== undefined) return mistake
              // A policy that learns from what is no number never proposes well again.
              requireFinite(`The reward of episode ${episode + 1}`, event.reward)
              due += 1
              subscriber.next(event)
              if (due === end) roundIsWhole()
              return undefined
            }
            case 'RoundProposed': {
              if (event.round === owed?.round) {
                owed = undefined
                return undefined
              }
              if (open === undefined || event.round !== open.round)
                return pipelineBroke(event.round, 'gave RoundProposed again', {})
              if (due < end)
                return pipelineBroke(round, 'gave RoundProposed', { missing: missing() })
              endRound(open)
              return undefined
            }
            default:
              // Only what the types did not see comes here.
              return pipelineBroke(round, 'gave what is no event', { missing: missing() })
          }
        }
        const atEnd = (): PipelineBroke | undefined => {
          const lost = owed ?? (due < end ? undefined : open)
          if (lost !== undefined)
            return pipelineBroke(lost.round, 'ended without RoundProposed', {})
          return due < episodes ? pipelineBroke(round, 'ended', { missing: missing() }) : undefined
        }
        subscriber.add(() => waiting?.unsubscribe())
        subscriber.add(
          source.subscribe({
            next: (event) => {
              try {
                const mistake = take(event)
                if (mistake !== undefined) subscriber.error(mistake)
              } catch (error) {
                subscriber.error(error)
              }
            },
            error: (error: unknown) => {
              subscriber.error(error)
            },
            complete: () => {
              const mistake = atEnd()
              if (mistake === undefined) subscriber.complete()
              else subscriber.error(mistake)
            },
          }),
        )
      }),
  }
}
