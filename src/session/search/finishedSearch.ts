import { concat, defer, from, map, type Observable, of, reduce } from 'rxjs'
import { episodeOf, type JournalEvent } from '../../core.ts'
import { type SessionEvent } from '../events/SessionEvent.ts'
import { type SettingName } from '../settings/settings.ts'
import { plannedOf } from './plannedOf.ts'
import { pastEpisodes } from './episodeEvents.ts'
import { type SearchContext } from './SearchContext.ts'
import { usage, type UsageError } from '../settings/UsageError.ts'

type Unopened = Omit<SearchContext, 'pool'>

/** Settings by which a person asks more of a search than its episodes. */
const more: ReadonlyArray<SettingName> = ['final', 'finalBudget', 'confirm', 'baseline', 'dryRun']

/** How many episodes a journal has after an event. */
const afterEvent = (episodes: number, event: JournalEvent<unknown>): number =>
  event._tag === 'Rewarded'
    ? episodeOf(event.outcome) + 1
    : event._tag === 'Dropped'
      ? event.last + 1
      : episodes

/** Where a search stands that is to begin or to go on. */
interface Standing {
  /** Episodes that its journal has. */
  readonly episodes: number
  /** It has come to its end before: it has its episodes, its network is saved, and nothing more is asked for. */
  readonly isFinished: boolean
}

const tooFew = (asked: number, episodes: number, journal: string): UsageError =>
  usage(
    `--episodes takes ${episodes} or more here, not ${asked}: so many are in ${journal}, and none is taken back. Leave it out to go on as before.`,
  )

/**
 * Where a search stands. The journal of one that goes on is read to its end first, so that damage is
 * told before a plan, and before anything is set up.
 */
export const standingOf = ({ ports, plan, parts, how, asked }: Unopened): Observable<Standing> =>
  how === 'New'
    ? of({ episodes: 0, isFinished: false })
    : defer(() => from(ports.journals.lines(plan.journal, parts.children.space)())).pipe(
        reduce((episodes, { event }) => afterEvent(episodes, event), 0),
        map((episodes) => {
          if (asked?.has('episodes') === true && episodes > plan.episodes)
            // Thrown values become the error of the observable.
            // oxlint-disable-next-line typescript/only-throw-error
            throw tooFew(plan.episodes, episodes, plan.journal)
          return {
            episodes,
            isFinished:
              episodes >= plan.episodes &&
              !more.some((name) => asked?.has(name) === true) &&
              ports.results.isSaved(ports.results.modelOf(plan.out)),
          }
        }),
      )

/** Tells what a finished search has found, and trains nothing. */
export const tellFinished = (
  { ports, plan, parts }: Unopened,
  { episodes }: Standing,
): Observable<SessionEvent> => {
  const { space } = parts.children
  return concat(
    of<SessionEvent>(plannedOf(ports, { ...plan, final: false }, parts)),
    pastEpisodes('search', space, ports.journals.lines(plan.journal, space)),
    of<SessionEvent>({
      _tag: 'Warned',
      message: `This search has its ${episodes} episodes, and its network is saved in ${ports.results.modelOf(plan.out)}: nothing was trained. Make it longer by --episodes, or train the best anew by --final-budget.`,
    }),
  )
}
