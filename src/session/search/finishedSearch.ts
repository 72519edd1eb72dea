import { catchError, concat, defer, from, map, type Observable, of, reduce } from 'rxjs'
import { episodeOf, type JournalEvent } from '../../core.ts'
import { type SessionEvent } from '../events/SessionEvent.ts'
import { type SettingName } from '../settings/settings.ts'
import { plannedOf } from './plannedOf.ts'
import { pastEpisodes } from './episodeEvents.ts'
import { type SearchContext } from './SearchContext.ts'

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

/**
 * Whether a search that is to go on has come to its end before: it has its episodes, its network is
 * saved, and nothing more is asked for.
 */
export const isFinished = ({ ports, plan, parts, how, asked }: Unopened): Observable<boolean> =>
  how === 'New' ||
  more.some((name) => asked?.has(name) === true) ||
  !ports.results.isSaved(ports.results.modelOf(plan.out))
    ? of(false)
    : defer(() => from(ports.journals.lines(plan.journal, parts.children.space)())).pipe(
        reduce((episodes, { event }) => afterEvent(episodes, event), 0),
        map((episodes) => episodes >= plan.episodes),
        // What is wrong with the journal is told where it is opened.
        catchError(() => of(false)),
      )

/** Tells what a finished search has found, and trains nothing. */
export const tellFinished = ({ ports, plan, parts }: Unopened): Observable<SessionEvent> => {
  const { space } = parts.children
  return concat(
    of<SessionEvent>(plannedOf(ports, { ...plan, final: false }, parts)),
    pastEpisodes('search', space, ports.journals.lines(plan.journal, space)),
    of<SessionEvent>({
      _tag: 'Warned',
      message: `This search has its ${plan.episodes} episodes, and its network is saved in ${ports.results.modelOf(plan.out)}: nothing was trained. Make it longer by --episodes, or train the best anew by --final-budget.`,
    }),
  )
}
