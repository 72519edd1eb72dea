import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { concat, concatMap, EMPTY, NEVER, type Observable, of, throwError } from 'rxjs'
import { decodeArchitecture, deriveSeed, type JournalHeader } from '../../core.ts'
import { type SessionCommand } from '../events/SessionCommand.ts'
import { sessionFailed } from '../events/SessionError.ts'
import { type SessionEvent } from '../events/SessionEvent.ts'
import { bracketed } from '../operators/bracketed.ts'
import { continueWith } from '../operators/continueWith.ts'
import { type StopRequest } from '../operators/stopRequest.ts'
import { decidePlan } from '../plan/DecidedPlan.ts'
import { designsOf } from '../plan/designsOf.ts'
import { headerOf } from '../plan/headerOf.ts'
import { partsOf } from '../plan/SearchParts.ts'
import { dataOptionsOf } from '../plan/SearchPlan.ts'
import { evaluationsOf } from '../plan/earlyStoppingOf.ts'
import { type OpenData } from '../ports/OpenData.ts'
import { type SessionPorts } from '../ports/SessionPorts.ts'
import { searchOf } from '../ports/CardParts.ts'
import { emptySession, foldSession, type SessionView } from '../view/SessionView.ts'
import { asSession } from './asSession.ts'
import { compareWithBaseline } from './compareWithBaseline.ts'
import { estimateSearch } from './estimateSearch.ts'
import { standingOf, tellFinished } from './finishedSearch.ts'
import { plannedOf } from './plannedOf.ts'
import { prepareData } from './prepareData.ts'
import { recordedHeader } from './recordedHeader.ts'
import { reevaluate } from './reevaluate.ts'
import { runEpisodes } from './runEpisodes.ts'
import { type SearchContext, type SearchRequest } from './SearchContext.ts'
import { tellFront } from './tellFront.ts'
import { trainFinal } from './trainFinal.ts'

const failWith = (message: string): Observable<never> => throwError(() => sessionFailed(message))

/** A journal that a new search would write over. */
const takenBy = ({ journals }: SessionPorts, { plan, how }: SearchRequest): string | undefined =>
  how === 'Resumed' || plan.dryRun
    ? undefined
    : [plan.journal, ...(plan.baseline ? [journals.baselineOf(plan.journal)] : [])].find((name) =>
        journals.exists(name),
      )

/** A request in which a baseline that was begun goes on with its search. */
const withBegunBaseline = ({ journals }: SessionPorts, request: SearchRequest): SearchRequest => ({
  ...request,
  plan: {
    ...request.plan,
    baseline:
      request.plan.baseline ||
      (request.how === 'Resumed' && journals.exists(journals.baselineOf(request.plan.journal))),
  },
})

const contextOf = (
  ports: SessionPorts,
  request: SearchRequest,
  data: OpenData,
  stopRequest: StopRequest,
  recorded: JournalHeader | undefined,
): E.Either<ReturnType<typeof sessionFailed>, Omit<SearchContext, 'pool'>> => {
  const { sha256, prepared } = data
  const plan = decidePlan(request.plan, prepared.splits, recorded, request.asked)
  const identified = { sha256, task: prepared.splits.task, preparation: prepared.preparation }
  return pipe(
    partsOf(plan, identified.task, recorded),
    E.bindTo('parts'),
    E.let('startWith', ({ parts }) => designsOf(plan, parts.children, recorded)),
    E.map(({ parts, startWith }) => ({
      ...request,
      ...{ plan, ports, parts, data, startWith, stopRequest },
      header: headerOf(plan, parts, identified, ports.version, startWith),
      setup: {
        ...{ data, family: parts.reference, threads: plan.threads },
        workers: Math.min(plan.workers, plan.batch * (plan.baseline ? 2 : 1)),
        trainExamples: plan.trainExamples,
        evaluationsPerTraining: evaluationsOf(plan),
        latency:
          parts.reward.requiredMetrics?.includes('latency') === true ||
          plan.objectives?.['latency'] !== undefined,
        timeLimit: plan.timeLimit,
        memoryLimit: plan.memoryLimit,
      },
    })),
  )
}

/** The final training of the best architecture that a view knows. */
const finalOf = (
  context: Omit<SearchContext, 'pool'>,
  { contenders, search: { best } }: SessionView,
): Observable<SessionEvent> => {
  const { ports, plan, parts, data, header, setup, stopRequest } = context
  const outcome = best[0]?.outcome
  if (outcome?._tag !== 'Trained')
    return failWith(
      'No child could be trained, so there is no best network. The journal tells why.',
    )
  if (!plan.final) return EMPTY
  return pipe(
    decodeArchitecture(parts.children.space)(
      contenders[0]?.architecture ?? outcome.validated.architecture,
    ),
    E.match(
      ({ message }) => failWith(message),
      (architecture) =>
        trainFinal({
          ...{ ports, stopRequest, data, children: parts.children, architecture },
          setup: { ...setup, threads: plan.finalThreads },
          family: parts.reference,
          search: searchOf(header, plan.episodes, contenders[0]),
          budget: plan.finalBudget,
          seed: deriveSeed(plan.seed, plan.episodes),
          model: ports.results.modelOf(plan.out),
        }),
    ),
  )
}

/** What a search does while its trainers are up: estimate, episodes, reevaluation, comparison. */
const searchOnly = (context: SearchContext): Observable<SessionEvent> => {
  const { plan, stopRequest } = context
  return concat(
    plan.estimate || plan.dryRun ? stopRequest.endOnStop(() => estimateSearch(context)) : EMPTY,
    plan.dryRun
      ? EMPTY
      : concat(
          stopRequest.startUnlessStopped(() => runEpisodes(context)),
          plan.confirm > 0 ? stopRequest.endOnStop(() => reevaluate(context)) : EMPTY,
          plan.baseline ? stopRequest.endOnStop(() => compareWithBaseline(context)) : EMPTY,
          tellFront(context),
        ),
  )
}

const ended = ({ search: { episodes, best } }: SessionView): Observable<SessionEvent> =>
  of<SessionEvent>({ _tag: 'SearchEnded', episodes, best })

/** A search from its plan to its final training. */
const wholeSearch = (context: Omit<SearchContext, 'pool'>): Observable<SessionEvent> => {
  const { ports, plan, stopRequest } = context
  return concat(
    of<SessionEvent>(plannedOf(ports, plan, context.parts)),
    bracketed(
      () => TE.fromIO(() => ports.trainers.children(context.setup)),
      (pool) => searchOnly({ ...context, pool }),
      ({ close }) => close,
    ),
  ).pipe(
    continueWith(emptySession, foldSession, (view) =>
      plan.dryRun
        ? EMPTY
        : stopRequest.startUnlessStopped(() => concat(ended(view), finalOf(context, view))),
    ),
  )
}

/** The ports of a session; where a search that goes on does not find its data, how to name it is told. */
const portsOf = (ports: SessionPorts, { how }: SearchRequest): SessionPorts =>
  how === 'New'
    ? ports
    : {
        ...ports,
        data: {
          ...ports.data,
          open: (source, options, warn) =>
            pipe(
              ports.data.open(source, options, warn),
              TE.mapLeft((error) => ({
                ...error,
                message: `${error.message} Where the data of this search lies elsewhere now, name it by --data: its contents have to be the same.`,
              })),
            ),
        },
      }

/**
 * A whole search as a stream of events: engine, data, plan, estimate, episodes, reevaluation,
 * comparison with a baseline, final training. Subscribing starts it; unsubscribing, or the command to
 * stop, ends it and leaves a journal to go on from, no lock, and no process.
 */
export const runSession = (
  ports: SessionPorts,
  asked: SearchRequest,
  commands$: Observable<SessionCommand> = NEVER,
): Observable<SessionEvent> =>
  asSession(commands$, (stopRequest) => {
    const request = withBegunBaseline(ports, asked)
    const { plan } = request
    const taken = takenBy(ports, request)
    if (taken !== undefined)
      return failWith(
        `${taken} exists already, and a journal is never written over. Give another file by --journal, or another folder by --out.`,
      )
    return prepareData(
      portsOf(ports, request),
      stopRequest,
      plan.data,
      dataOptionsOf(plan),
      (data) =>
        recordedHeader(request, ports).pipe(
          concatMap((recorded) =>
            pipe(
              contextOf(ports, request, data, stopRequest, recorded),
              E.match(
                (error) => throwError(() => error),
                (context) =>
                  standingOf(context).pipe(
                    concatMap((standing) =>
                      standing.isFinished
                        ? tellFinished(context, standing).pipe(
                            continueWith(emptySession, foldSession, ended),
                          )
                        : wholeSearch(context),
                    ),
                  ),
              ),
            ),
          ),
        ),
    )
  })
