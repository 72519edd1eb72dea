import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { type Task } from 'fp-ts/lib/Task.js'
import { type TaskEither } from 'fp-ts/lib/TaskEither.js'

/**
 * What a task acquires, or nothing as soon as a signal is aborted: what comes too late is released,
 * and why it failed is nobody's concern then.
 */
export const untilAborted =
  <L, R>(
    signal: AbortSignal,
    acquire: TaskEither<L, R>,
    release: (resource: R) => Task<void>,
  ): TaskEither<L, O.Option<R>> =>
  () =>
    new Promise((resolve, reject) => {
      const onAbort = (): void => {
        resolve(E.right(O.none))
      }
      if (signal.aborted) {
        onAbort()
        return
      }
      signal.addEventListener('abort', onAbort, { once: true })
      acquire()
        .then(async (acquired) => {
          signal.removeEventListener('abort', onAbort)
          if (!signal.aborted) resolve(E.map((resource: R) => O.some(resource))(acquired))
          else if (E.isRight(acquired)) await release(acquired.right)()
        })
        .catch(reject)
    })
