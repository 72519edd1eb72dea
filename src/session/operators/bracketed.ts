import * as E from 'fp-ts/lib/Either.js'
import type { Task } from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { defer, Observable, Subject, takeUntil } from 'rxjs'

/**
 * Events of what needs a resource: acquired when somebody subscribes, released once however the
 * events end. What is released is released before the end is told; a subscriber that leaves does not
 * wait for it. Acquiring may tell events of its own, and is told by a signal that the subscriber has
 * left. Where it fails, the stream errors with the reason.
 *
 * Made by hand: no operator of RxJS waits for a release that takes time.
 */
export const bracketed = <L, R, T>(
  acquire: (tell: (event: T) => void, left: AbortSignal) => TE.TaskEither<L, R>,
  use: (resource: R) => Observable<T>,
  release: (resource: R) => Task<void>,
): Observable<T> =>
  new Observable<T>((subscriber) => {
    // Ends what is used also where its first events come before its subscription is known.
    const left$ = new Subject<void>()
    const leaving = new AbortController()
    let held: { readonly resource: R } | undefined
    const free = async (): Promise<void> => {
      if (held === undefined) return
      const { resource } = held
      held = undefined
      await release(resource)()
    }
    const endBy = (tell: () => void): void => {
      free().then(tell, (bug: unknown) => {
        subscriber.error(bug)
      })
    }
    const begin = (acquired: E.Either<L, R>): void => {
      if (E.isLeft(acquired)) {
        subscriber.error(acquired.left)
        return
      }
      held = { resource: acquired.right }
      if (subscriber.closed) {
        void free()
        return
      }
      defer(() => use(acquired.right))
        .pipe(takeUntil(left$))
        .subscribe({
          next: (value) => {
            subscriber.next(value)
          },
          error: (error: unknown) => {
            endBy(() => {
              subscriber.error(error)
            })
          },
          complete: () => {
            endBy(() => {
              subscriber.complete()
            })
          },
        })
    }
    acquire((event) => {
      subscriber.next(event)
    }, leaving.signal)().then(begin, (bug: unknown) => {
      subscriber.error(bug)
    })
    return () => {
      leaving.abort()
      left$.next()
      void free()
    }
  })
