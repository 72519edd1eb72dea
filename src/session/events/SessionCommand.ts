import * as t from 'io-ts'

/** What a person or a program may ask of a session that runs: to stop, leaving all that was found. */
export interface SessionCommand {
  readonly _tag: 'Stop'
}

/** Codec of {@link SessionCommand}. */
export const SessionCommand: t.Type<SessionCommand, unknown> = t.readonly(
  t.strict({ _tag: t.literal('Stop') }),
)
