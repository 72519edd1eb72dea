import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { NEVER, type Observable, throwError } from 'rxjs'
import { type Budget, decodeArchitecture, type Json } from '../../core.ts'
import { type DataOptions } from '../../data/index.ts'
import { type ChildFamily, type FamilyReference } from '../../tfjs/index.ts'
import { type SessionCommand } from '../events/SessionCommand.ts'
import { sessionFailed } from '../events/SessionError.ts'
import { type SessionEvent } from '../events/SessionEvent.ts'
import { type SessionPorts } from '../ports/SessionPorts.ts'
import { type CardSearch } from '../ports/CardParts.ts'
import { asSession } from './asSession.ts'
import { prepareData } from './prepareData.ts'
import { trainFinal } from './trainFinal.ts'

/** A network to be trained anew, on the same or on other data. */
export interface TrainingRequest {
  readonly source: string
  readonly dataOptions: DataOptions
  readonly family: ChildFamily<unknown>
  readonly reference: FamilyReference
  readonly architecture: Json
  /** What errors call the network. */
  readonly name: string
  /** The search that found it; `null` for none. */
  readonly search: CardSearch | null
  readonly budget: Budget
  readonly seed: number
  readonly threads: number
  /** Where it is saved. */
  readonly model: string
}

/**
 * Trains one network from new first weights, saves it and tests it once, as a stream of events: the
 * last part of a search, without the search.
 */
export const runTraining = (
  ports: SessionPorts,
  request: TrainingRequest,
  commands$: Observable<SessionCommand> = NEVER,
): Observable<SessionEvent> =>
  asSession(commands$, (stopRequest) => {
    const { source, family, reference, name, budget, seed, threads, model, search } = request
    if (ports.results.exists(model))
      return throwError(() =>
        sessionFailed(`${model} exists already. Give another folder by --out.`),
      )
    return prepareData(ports, stopRequest, source, request.dataOptions, (data) =>
      pipe(
        family.forTask(data.prepared.splits.task),
        E.mapLeft(({ message }) => sessionFailed(message)),
        E.bindTo('children'),
        E.bind('architecture', ({ children }) =>
          pipe(
            decodeArchitecture(children.space)(request.architecture),
            E.mapLeft(({ message }) =>
              sessionFailed(`The architecture of ${name} does not fit this data: ${message}`),
            ),
          ),
        ),
        E.match(
          (error) => throwError(() => error),
          ({ children, architecture }) =>
            trainFinal({
              ...{ ports, stopRequest, data, family: reference, children, architecture },
              ...{ search, budget, seed, model },
              setup: {
                ...{ data, family: reference, threads, workers: 1 },
                ...{ evaluationsPerTraining: 1, latency: false },
              },
            }),
        ),
      ),
    )
  })
