import { catchError, type MonoTypeOperatorFunction, throwError } from 'rxjs'
import { isSessionError, namedInCode, type SessionEvent } from '../../session/index.ts'

/** The errors of a session with settings called as in code, for one that a program has opened. */
export const errorsInCode = (): MonoTypeOperatorFunction<SessionEvent> =>
  catchError((error: unknown) =>
    throwError(() =>
      isSessionError(error) ? { ...error, message: namedInCode(error.message) } : error,
    ),
  )
