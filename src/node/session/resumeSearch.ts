import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { existsSync } from 'node:fs'
import { basename, dirname, extname, resolve } from 'node:path'
import { concatMap, defer, from, type Observable, throwError } from 'rxjs'
import {
  givenAgain,
  type GivenSettings,
  planSearch,
  readConfig,
  runSession,
  type SavedSettings,
  type SearchConfig,
  type SearchRequest,
  type SessionError,
  type SessionEvent,
  sessionFailed,
} from '../../session/index.ts'
import { type LoadedConfig, loadConfig, noConfig } from '../config/index.ts'
import { journalFile } from './journalFile.ts'
import { errorsInCode } from './inCode.ts'
import { nodePorts, thisMachine } from './nodePorts.ts'
import { type SessionOptions } from './openSearch.ts'
import { savedSettings, settingsFile } from './settingsFile.ts'
import { optionsOf, checkOptions, someText } from '../../common/index.ts'

/** A path as it was given where the search was begun; a name that is no file there stays a name. */
const pathFrom = (folder: string, given: unknown): unknown => {
  if (typeof given !== 'string') return given
  const path = resolve(folder, given)
  return existsSync(path) ? path : given
}

/** Kept settings for the journal where it lies now; their relative paths start where the search was begun. */
const settingsAgain = (saved: SavedSettings, journal: string): GivenSettings => {
  const { data, warmStart, ...again } = givenAgain(saved, basename(settingsFile(journal)))
  return {
    ...again,
    ...(data === undefined ? {} : { data: { ...data, value: pathFrom(saved.folder, data.value) } }),
    ...(warmStart === undefined
      ? {}
      : {
          warmStart: {
            ...warmStart,
            value: Array.isArray(warmStart.value)
              ? warmStart.value.map((one) => pathFrom(saved.folder, one))
              : warmStart.value,
          },
        }),
    journal: { value: resolve(journal), where: 'the journal' },
    out: { value: dirname(resolve(journal)), where: 'the folder of the journal' },
  }
}

/** Kept settings of a search whose data lies elsewhere now. */
const withData = (saved: SavedSettings, data: string): SavedSettings => ({
  ...saved,
  settings: { ...saved.settings, data: existsSync(data) ? resolve(data) : data },
})

const codeNotNamed = (file: string): SessionError =>
  sessionFailed(
    `This search was configured by ${file}, which is code. Code runs only from a file that you name: look at that file, and if you trust it, name it by --config.`,
  )

/**
 * The configuration that a search's own parts come from. Kept settings were perhaps written by somebody
 * else: the file that they name is not run, but the one that the person named, or that of the working
 * folder. What such a file sets beside its code was kept, so one without code is not needed.
 */
const configOf = (
  { config: kept, own }: SavedSettings,
  named: string | undefined,
): TE.TaskEither<SessionError, LoadedConfig> => {
  const isCode = kept !== null && extname(kept) !== '.json' && own?.length !== 0
  return named === undefined && !isCode
    ? TE.right(noConfig)
    : pipe(
        async () => loadConfig(named),
        TE.mapLeft((error): SessionError => error),
        TE.filterOrElse(
          ({ file }) => file !== undefined || kept === null,
          () => codeNotNamed(kept ?? ''),
        ),
      )
}

/**
 * The search of a journal, to be gone on with: as it was begun, but for what is changed now.
 *
 * @param named - the configuration that the person named, for a search with parts of their own
 */
export const resumeRequest = (
  run: string,
  changed: GivenSettings,
  named?: string,
): TE.TaskEither<SessionError, SearchRequest> => {
  const journal = journalFile(run)
  return pipe(
    TE.Do,
    TE.bind('saved', () => TE.fromEither<SessionError, SavedSettings>(savedSettings(journal))),
    TE.bind('again', ({ saved }) => TE.of(settingsAgain(saved, journal))),
    TE.bind('config', ({ saved }) => configOf(saved, named)),
    TE.flatMapEither(({ config, again, saved }) =>
      pipe(
        planSearch({ ...config, given: again }, changed, thisMachine()),
        E.map((plan): SearchRequest => ({
          ...{ plan, how: 'Resumed', asked: new Set(Object.keys(changed)) },
          ...(changed.data === undefined
            ? { saved }
            : { saved: withData(saved, plan.data), moved: true }),
        })),
      ),
    ),
  )
}

/**
 * Goes on with the search of a journal as if it had never stopped, as `openSearch` runs one. A search
 * with parts of its own needs the file that defines them: `configFile`, or the configuration of the
 * working folder. A file that the kept settings name is not run.
 *
 * @param run - a journal, or the folder of a search
 * @param changes - settings that may differ: how long, how fast, what is done at the end
 * @example
 * import { resumeSearch } from 'rxnas/node'
 *
 * resumeSearch('runs/no-such', { episodes: 80 }).subscribe({
 *   error: (error: { message: string }) => console.log(error.message.includes('no-such')), // true
 * })
 */
export const resumeSearch = (
  run: string,
  changes: SearchConfig = {},
  options: SessionOptions = {},
): Observable<SessionEvent> => {
  const { commands$, configFile } = optionsOf('resumeSearch()', options)
  checkOptions(
    'resumeSearch()',
    { run },
    { run: someText('a journal, or the folder of a search,') },
  )
  return defer(() =>
    from(
      pipe(
        TE.fromEither<SessionError, { readonly given: GivenSettings }>(
          readConfig(changes, 'the changes of resumeSearch'),
        ),
        TE.flatMap(({ given }) => resumeRequest(run, given, configFile)),
      )(),
    ).pipe(
      concatMap(
        E.match(
          (error) => throwError(() => error),
          (request) => runSession(nodePorts, request, commands$),
        ),
      ),
    ),
  ).pipe(errorsInCode())
}
