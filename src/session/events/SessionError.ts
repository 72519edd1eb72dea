import { cutMessage, messageOf } from '../../common/index.ts'
import { type UsageError } from '../settings/UsageError.ts'

/** Why a search cannot begin, or cannot go on, in one paragraph. */
export interface SessionFailed {
  readonly _tag: 'SessionFailed'
  readonly message: string
}

/** What a session ends with where it fails: a setting that cannot be taken, or anything else. */
export type SessionError = UsageError | SessionFailed

/** A {@link SessionFailed} of its message. */
export const sessionFailed = (message: string): SessionFailed => ({
  _tag: 'SessionFailed',
  message: cutMessage(message),
})

/** Whether a stream's error is one of a session's own, and no bug. */
export const isSessionError = (error: unknown): error is SessionError => {
  const tag: unknown = Reflect.get(Object(error), '_tag')
  return tag === 'SessionFailed' || tag === 'UsageError'
}

/** An expected failure of a part as the session's; what has no tag is a bug and stays what it is. */
export const toSessionError = (error: unknown): unknown =>
  isSessionError(error) || typeof Reflect.get(Object(error), '_tag') !== 'string'
    ? error
    : sessionFailed(messageOf(error))
