import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { concatMap, defer, from, type Observable, throwError } from 'rxjs'
import { type DataOptions } from '../../data/index.ts'
import {
  dataOptionsOf,
  runFolder,
  runTraining,
  type SearchConfig,
  type SessionError,
  type SessionEvent,
  sessionFailed,
  readConfig,
  readSettings,
  type SettingValues,
  type TrainingRequest,
} from '../../session/index.ts'
import { type ModelCard, readCard } from '../model/index.ts'
import { findFamily } from '../worker-modules/index.ts'
import { errorsInCode } from './inCode.ts'
import { nodePorts } from './nodePorts.ts'
import { type SessionOptions } from './openSearch.ts'
import { optionsOf, checkOptions, someText } from '../../common/index.ts'

/** How the data of a card is read again: its target, unless another is given. */
const withTarget = (options: DataOptions, { preparation }: ModelCard): DataOptions =>
  preparation._tag === 'Table' ? { target: preparation.targetColumn, ...options } : options

/**
 * The training of a saved network, by settings that are given beside what its card says.
 *
 * @param config - the configuration that the person named, for a network of a space of their own
 */
export const trainingRequest = (
  network: string,
  values: SettingValues,
  config?: string,
): TE.TaskEither<SessionError, TrainingRequest> =>
  pipe(
    TE.fromEither(readCard(network)),
    TE.mapLeft(({ message }): SessionError => sessionFailed(message)),
    TE.bindTo('saved'),
    TE.bind('found', ({ saved: { card } }) =>
      pipe(
        async () => findFamily(card.family, config),
        TE.mapLeft((message): SessionError => sessionFailed(message)),
      ),
    ),
    TE.map(({ saved: { card }, found: { family, reference } }) => ({
      source: values.data ?? card.data.source,
      dataOptions: withTarget(dataOptionsOf(values), card),
      family,
      reference,
      architecture: card.architecture,
      name: network,
      search: card.search,
      budget: values.finalBudget ?? values.budget ?? card.training.budget,
      seed: values.seed ?? card.training.seed,
      threads: values.finalThreads ?? values.threads ?? card.training.threads,
      model: values.out ?? runFolder(new Date()).replace('runs/', 'trained/'),
    })),
  )

/**
 * Trains a found network anew, on the same or on other data, saves it with its card and tests it once:
 * a cold stream of events, as `openSearch` gives one.
 *
 * @param network - folder of a search or of a model, or an exported JSON
 * @example
 * import { openTraining } from 'rxnas/node'
 *
 * openTraining('no-such-model', { finalBudget: '2 epochs' }).subscribe({
 *   error: (error: { message: string }) => console.log(error.message.includes('no-such-model')), // true
 * })
 */
export const openTraining = (
  network: string,
  settings: SearchConfig = {},
  options: SessionOptions = {},
): Observable<SessionEvent> => {
  const { commands$, configFile } = optionsOf('openTraining()', options)
  checkOptions('openTraining()', { network }, { network: someText('the folder of a model') })
  return defer(() =>
    from(
      pipe(
        readConfig(settings, 'the settings of openTraining'),
        E.chain(({ given }) => readSettings(given)),
        TE.fromEither,
        TE.flatMap((values) => trainingRequest(network, values, configFile)),
      )(),
    ).pipe(
      concatMap(
        E.match(
          (error) => throwError(() => error),
          (request) => runTraining(nodePorts, request, commands$),
        ),
      ),
    ),
  ).pipe(errorsInCode())
}
