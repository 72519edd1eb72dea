import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { defer, type Observable, throwError } from 'rxjs'
import {
  planSearch,
  readConfig,
  runSession,
  savedOf,
  type SearchConfig,
  type SessionCommand,
  type SessionEvent,
} from '../../session/index.ts'
import { errorsInCode } from './inCode.ts'
import { nodePorts, thisMachine } from './nodePorts.ts'
import { optionsOf } from '../../common/index.ts'

/** What {@link openSearch} takes beside the settings. */
export interface SessionOptions {
  /** What the session is asked while it runs; by default nothing. */
  readonly commands$?: Observable<SessionCommand>
  /** The file that defines a space of your own, from which worker processes load it. */
  readonly configFile?: string
}

/**
 * A whole search as a cold stream of events: the engine, the data, the plan, the estimate, every
 * episode of the search and of its baseline, the reevaluation of the best, the final training and its
 * test. Subscribing starts it. The command `Stop`, or unsubscribing, ends it: the journal is closed
 * and can be resumed, its lock is gone and no process is left.
 *
 * The stream errors with a `SessionError`, whose `message` tells in a paragraph what was wrong, where,
 * and what to do.
 *
 * @example
 * import { openSearch } from 'rxnas/node'
 *
 * openSearch({ data: 'no-such.csv', target: 'species', episodes: 40, estimate: false }).subscribe({
 *   next: (event) => {
 *     if (event._tag === 'Rewarded') console.log(event.reward)
 *   },
 *   error: (error: { message: string }) => console.log(error.message.includes('no-such.csv')), // true
 * })
 */
export const openSearch = <A, S>(
  config: SearchConfig<A, S>,
  options: SessionOptions = {},
): Observable<SessionEvent> => {
  const { commands$, configFile } = optionsOf('openSearch()', options)
  return defer(() =>
    pipe(
      readConfig(config, 'the settings of openSearch'),
      E.bindTo('read'),
      E.bind('plan', ({ read }) => planSearch({ ...read, file: configFile }, {}, thisMachine())),
      E.match(
        (error) => throwError(() => error),
        ({ read, plan }) =>
          runSession(
            nodePorts,
            { plan, how: 'New', saved: savedOf(read.given, configFile, process.cwd(), plan.own) },
            commands$,
          ),
      ),
    ),
  ).pipe(errorsInCode())
}
