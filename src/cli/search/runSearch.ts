import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { throwError } from 'rxjs'
import { loadConfig, nodePorts, resumeRequest, thisMachine } from '../../node/index.ts'
import {
  planSearch,
  runSession,
  savedOf,
  type SearchRequest,
  type SessionError,
} from '../../session/index.ts'
import { showSession } from '../session/showSession.ts'
import { givenFlags } from '../settings/flags.ts'
import { type SearchFlags } from './searchCommand.ts'

/** A new search: settings of the flags, of a configuration, of the defaults. */
const newRequest = (flags: SearchFlags): TE.TaskEither<SessionError, SearchRequest> =>
  pipe(
    async () => loadConfig(flags.config),
    TE.flatMapEither((config) =>
      pipe(
        planSearch(config, givenFlags(flags), thisMachine()),
        E.map((plan) => ({
          plan,
          how: 'New' as const,
          saved: savedOf(
            { ...config.given, ...givenFlags(flags) },
            config.file,
            process.cwd(),
            plan.own,
          ),
        })),
      ),
    ),
  )

const show = async (request: TE.TaskEither<SessionError, SearchRequest>): Promise<number> =>
  pipe(
    await request(),
    E.match(
      (error) => showSession(() => throwError(() => error), { json: false }),
      (asked) =>
        showSession((commands$) => runSession(nodePorts, asked, commands$), {
          json: asked.plan.json,
          report: asked.plan.report,
        }),
    ),
  )

/** Runs `rxnas search`. */
export const runSearch = (flags: SearchFlags): Promise<number> => show(newRequest(flags))

/** Runs `rxnas resume`: the settings that the search was begun with, and those flags that may differ. */
export const runResume = (searched: string, flags: SearchFlags): Promise<number> =>
  show(resumeRequest(searched, givenFlags(flags), flags.config))
