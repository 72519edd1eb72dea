import * as E from 'fp-ts/lib/Either.js'
import { existsSync } from 'node:fs'
import { connect, filter, map, merge, type Observable, tap } from 'rxjs'
import { type JournalHeader, type SearchEvent, type Task } from '../../index.ts'
import { writeJournal } from '../../node/index.ts'
import {
  type Labelled,
  randomBaseline,
  searchWithBaseline,
  type SearchOptions,
} from '../../../streams/index.ts'
import { baselineFile } from '../journal/baselineFile.ts'
import { beginJournal } from '../journal/beginJournal.ts'
import { stoppingOf } from './earlyStop.ts'
import { recallEpisodes } from './recallEpisodes.ts'
import { type SearchPlan } from './plan.ts'
import { type SearchWatch } from './watchSearch.ts'

/** A baseline whose journal is open. */
export interface Baseline {
  /** The search with its baseline beside it: `record` is what is done with the search's own events. */
  readonly beside: <S>(
    options: SearchOptions<unknown, S>,
    record: (events: Observable<SearchEvent<unknown, S>>) => Observable<unknown>,
  ) => Observable<unknown>
  readonly close: () => void
}

/** What a baseline shares with its search. */
interface BaselineSetting extends Pick<SearchOptions<unknown, never>, 'space' | 'reward'> {
  readonly task: Task
}

/** The events of one of two searches. */
const only =
  <L extends string>(label: L) =>
  <E extends Labelled<string, unknown>>(
    events: Observable<E>,
  ): Observable<Extract<E, { readonly label: L }>['event']> =>
    events.pipe(
      filter((one): one is Extract<E, { readonly label: L }> => one.label === label),
      map(({ event }) => event),
    )

/** Opens the journal of a search's baseline, a new one or where it was stopped. */
export const openBaseline = async (
  plan: SearchPlan,
  header: JournalHeader,
  { space, reward, task }: BaselineSetting,
  watch: Pick<SearchWatch, 'seeBaseline' | 'recallBaseline'>,
): Promise<E.Either<string, Baseline>> => {
  const path = baselineFile(plan.journal)
  const { policy, seed } = randomBaseline({ space, seed: plan.seed })
  const { name, options } = policy
  // A search that was killed at its very start may have none yet.
  const how = existsSync(path) ? 'Resumed' : 'Anew'
  const begun = await beginJournal(
    path,
    { _tag: how },
    { header: { ...header, policy: { name, options }, seed }, space, policy, reward },
    { sync: plan.sync },
  )
  if (E.isLeft(begun)) return begun
  const { journal, position } = begun.right
  if (how === 'Resumed') await recallEpisodes(path, space, watch.recallBaseline)
  return E.right({
    close: journal.close,
    beside: (search, record) =>
      searchWithBaseline(search, {
        ...{ policy, seed, from: position },
        ...stoppingOf(plan, task, position),
      }).pipe(
        connect((events) =>
          merge(
            record(events.pipe(only('search'))),
            events.pipe(only('baseline'), writeJournal(journal, policy), tap(watch.seeBaseline)),
          ),
        ),
      ),
  })
}
