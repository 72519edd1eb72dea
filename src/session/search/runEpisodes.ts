import { concat, connect, EMPTY, filter, map, merge, type Observable, of } from 'rxjs'
import { type JournalHeader, namedPolicy, type Policy } from '../../core.ts'
import { pipe } from 'fp-ts/lib/function.js'
import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  type BaselineState,
  type Labelled,
  randomBaseline,
  resume,
  searchWithBaseline,
  type SearchOptions,
} from '../../../streams/index.ts'
import { type SessionError } from '../events/SessionError.ts'
import { type SessionEvent } from '../events/SessionEvent.ts'
import { type SearchBegan, type SearchSide } from '../events/searchEvents.ts'
import { bracketed } from '../operators/bracketed.ts'
import { earlyStoppingOf } from '../plan/earlyStoppingOf.ts'
import { type JournalBeginning, type OpenJournal } from '../ports/SessionPorts.ts'
import { episodeEvents, pastEpisodes } from './episodeEvents.ts'
import { type SearchContext } from './SearchContext.ts'

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

const began = (
  search: SearchSide,
  journal: string,
  header: JournalHeader,
  { notices }: Pick<OpenJournal<unknown, unknown>, 'notices'>,
): SearchBegan => ({ _tag: 'SearchBegan', search, journal, header, notices })

/** A search's journal is open and told, and what it holds already. */
const beginning = <S>(
  { ports: { journals }, parts: { children }, stopRequest }: SearchContext,
  search: SearchSide,
  name: string,
  header: JournalHeader,
  open: OpenJournal<unknown, S>,
  isResumed: boolean,
): Observable<SessionEvent> =>
  concat(
    of(began(search, name, header, open)),
    isResumed
      ? stopRequest.endOnStop(() =>
          pastEpisodes(search, children.space, journals.lines(name, children.space)),
        )
      : EMPTY,
  )

const optionsOf = <S>(
  { plan, parts: { children, reward }, pool, data, startWith }: SearchContext,
  policy: Policy<S>,
  { position }: OpenJournal<unknown, S>,
): SearchOptions<unknown, S> => ({
  ...{ space: children.space, policy, trainer: pool.trainer, reward, from: position },
  startWith,
  episodes: plan.episodes,
  batch: plan.batch,
  budget: plan.budget,
  seed: plan.seed,
  workers: plan.workers,
  reuse: !plan.retrain,
  maxFailures: plan.maxFailures,
  ...earlyStoppingOf(plan, data.prepared.splits.task, position),
  ...(children.cost === undefined ? {} : { cost: children.cost }),
})

/** The search alone. */
const alone = <S>(
  context: SearchContext,
  policy: Policy<S>,
  open: OpenJournal<unknown, S>,
): Observable<SessionEvent> =>
  resume(open.position, optionsOf(context, policy, open)).pipe(
    open.record,
    episodeEvents('search', context.parts.children.space),
  )

/** The search with its random baseline beside it, each with a journal of its own. */
const withBaseline = <S>(
  context: SearchContext,
  policy: Policy<S>,
  open: OpenJournal<unknown, S>,
): Observable<SessionEvent> => {
  const { ports, plan, parts, data, header, stopRequest } = context
  const { space } = parts.children
  const baseline = randomBaseline({ space, seed: plan.seed })
  const name = ports.journals.baselineOf(plan.journal)
  // A search that was killed at its very start may have none yet.
  const isResumed = ports.journals.exists(name)
  const own: JournalHeader = {
    ...header,
    policy: namedPolicy(baseline.policy),
    seed: baseline.seed,
  }
  return bracketed(
    () =>
      ports.journals.open<unknown, BaselineState>(
        name,
        { header: own, space, policy: baseline.policy, reward: parts.reward },
        { _tag: isResumed ? 'Resumed' : 'New' },
        plan.sync,
      ),
    (other) =>
      concat(
        beginning(context, 'baseline', name, own, other, isResumed),
        stopRequest.endOnStop(() =>
          searchWithBaseline(optionsOf(context, policy, open), {
            ...{ policy: baseline.policy, seed: baseline.seed, from: other.position },
            ...earlyStoppingOf(plan, data.prepared.splits.task, other.position),
          }).pipe(
            connect((events) =>
              merge(
                events.pipe(only('search'), open.record, episodeEvents('search', space)),
                events.pipe(only('baseline'), other.record, episodeEvents('baseline', space)),
              ),
            ),
          ),
        ),
      ),
    (other) => other.close,
  )
}

const beginningOf = ({ plan: { warmStart = [] }, how }: SearchContext): JournalBeginning =>
  how === 'New' && warmStart.length > 0 ? { _tag: 'Warm', from: warmStart } : { _tag: how }

/** A search that goes on says so in its journal, where there is something left to do. */
const tellResumed = <S>(
  { plan: { episodes }, how }: SearchContext,
  { position, append }: OpenJournal<unknown, S>,
): E.Either<SessionError, void> =>
  how === 'Resumed' && position.episodes < episodes
    ? append({ _tag: 'Command', name: 'resume', options: { episodes } })
    : E.right(undefined)

/** Closes a journal; one whose search was asked to stop says so. */
const closing =
  ({ stopRequest }: SearchContext) =>
  <S>({ append, close }: OpenJournal<unknown, S>): T.Task<void> =>
    pipe(
      T.fromIO(() => {
        // Where it cannot be written, the journal is whole without it.
        if (stopRequest.wasAsked()) append({ _tag: 'Command', name: 'stop', options: {} })
      }),
      T.flatMap(() => close),
    )

/** What is kept to resume a search by: of a new one, and of one whose data has moved. */
const keepSettings = (
  { ports, plan, how, saved, moved = false }: SearchContext,
  close: T.Task<void>,
): TE.TaskEither<SessionError, void> =>
  how === 'Resumed' && !moved
    ? TE.right(undefined)
    : pipe(
        ports.results.saveSettings(plan.journal, saved),
        TE.orElseFirstTaskK(() => close),
      )

/** The episodes of a search, and of its baseline where it has one, each written before it is told. */
export const runEpisodes = (context: SearchContext): Observable<SessionEvent> => {
  const { ports, plan, parts, header, how, stopRequest } = context
  const { children, reward } = parts
  return parts.policy(<S>(policy: Policy<S>) =>
    bracketed(
      () =>
        pipe(
          ports.journals.open<unknown, S>(
            plan.journal,
            { header, space: children.space, policy, reward },
            beginningOf(context),
            plan.sync,
          ),
          TE.chainFirst((open) => keepSettings(context, open.close)),
          TE.chainFirst((open) =>
            pipe(
              TE.fromEither(tellResumed(context, open)),
              TE.orElseFirstTaskK(() => open.close),
            ),
          ),
        ),
      (open) =>
        concat(
          beginning(context, 'search', plan.journal, header, open, how === 'Resumed'),
          stopRequest.endOnStop(() =>
            plan.baseline ? withBaseline(context, policy, open) : alone(context, policy, open),
          ),
        ),
      closing(context),
    ),
  )
}
