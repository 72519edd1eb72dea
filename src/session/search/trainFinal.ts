import {
  concat,
  concatMap,
  connect,
  filter,
  from,
  map,
  merge,
  type Observable,
  of,
  takeLast,
  throwError,
} from 'rxjs'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as E from 'fp-ts/lib/Either.js'
import {
  type Budget,
  encodeArchitecture,
  type Measurement,
  Metrics,
  type TrainingProgress,
} from '../../core.ts'
import { type Children, type FamilyReference } from '../../tfjs/index.ts'
import { isTagged } from '../events/isTagged.ts'
import { type SessionEvent } from '../events/SessionEvent.ts'
import { type FinalProgress } from '../events/finalTrainingEvents.ts'
import { abortable } from '../operators/abortable.ts'
import { bracketed } from '../operators/bracketed.ts'
import { type StopRequest } from '../operators/stopRequest.ts'
import { type OpenData } from '../ports/OpenData.ts'
import { type SessionPorts, type TrainerSetup } from '../ports/SessionPorts.ts'
import { type CardSearch } from '../ports/CardParts.ts'

/** How often longer than a child's the final training may take. */
const finalTimeFactor = 10

/** The network that is trained at the end, and how. */
export interface FinalTraining {
  readonly ports: SessionPorts
  readonly stopRequest: StopRequest
  readonly data: OpenData
  readonly setup: TrainerSetup
  readonly family: FamilyReference
  readonly children: Children<unknown>
  readonly architecture: unknown
  readonly search: CardSearch | null
  readonly budget: Budget
  readonly seed: number
  /** Where the network is saved. */
  readonly model: string
}

const progressOf = ({ step, steps = 0, metrics }: TrainingProgress): FinalProgress => {
  const read = Metrics.decode(
    Object.fromEntries(Object.entries(metrics).filter(([, value]) => Number.isFinite(value))),
  )
  return { _tag: 'FinalProgress', step, steps, metrics: E.isRight(read) ? read.right : {} }
}

/**
 * Trains an architecture for the final budget, in a process of its own that saves it and measures it
 * on the test split once, and describes it by its card. Ends without `Finished` where it is stopped.
 */
export const trainFinal = (training: FinalTraining): Observable<SessionEvent> => {
  const { ports, stopRequest, data, setup, children, architecture, budget, seed, model } = training
  const { timeLimit, ...rest } = setup
  const finished = (metrics: Measurement): Observable<SessionEvent> =>
    from(
      ports.results.saveCard(model, {
        ...{ data, family: training.family, children, architecture, search: training.search },
        ...{ budget, seed, threads: setup.threads, metrics },
      })(),
    ).pipe(
      concatMap(
        E.match(
          (error) => throwError(() => error),
          () => of<SessionEvent>({ _tag: 'Finished', model, metrics }),
        ),
      ),
    )
  const training$ = (): Observable<SessionEvent> =>
    concat(
      of<SessionEvent>({
        _tag: 'FinalTrainingBegan',
        architecture: encodeArchitecture(children.space)(architecture),
        ...{ budget, seed },
      }),
      bracketed(
        () =>
          TE.fromIO(() =>
            ports.trainers.final(
              {
                ...{ ...rest, workers: 1 },
                ...(timeLimit === undefined ? {} : { timeLimit: timeLimit * finalTimeFactor }),
              },
              model,
            ),
          ),
        ({ trainer }) =>
          stopRequest.endOnStop(() =>
            abortable((signal) => trainer({ architecture, budget, seed, signal })),
          ),
        ({ close }) => close,
      ).pipe(
        connect((messages) =>
          merge(
            messages.pipe(
              filter((message) => isTagged(message, 'Progress')),
              map(progressOf),
            ),
            messages.pipe(
              // What is no progress is the measurement; a training that is stopped has none.
              filter((message): message is Measurement => !isTagged(message, 'Progress')),
              takeLast(1),
              concatMap(finished),
            ),
          ),
        ),
      ),
    )
  // Two that saved in one folder would mix their weights and cards.
  return stopRequest.startUnlessStopped(() =>
    bracketed(
      () => ports.results.lock(model),
      training$,
      (release) => release,
    ),
  )
}
