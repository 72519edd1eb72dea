import * as t from 'io-ts'
import { byTag } from '../../core.ts'
import { type AnyOf, strict } from './eventCodec.ts'
import { finalTrainingEvents } from './finalTrainingEvents.ts'
import { preparationEvents } from './preparationEvents.ts'
import { resultEvents } from './resultEvents.ts'
import { searchEvents } from './searchEvents.ts'

const StageRunning = t.keyof({
  preparation: null,
  search: null,
  reevaluation: null,
  'final training': null,
})

/** What is going on in a session that runs. */
export type StageRunning = t.TypeOf<typeof StageRunning>

/** The session was asked to stop, and has: its journal is closed and no process is left. */
export const Stopped = strict({
  _tag: t.literal('Stopped'),
  during: StageRunning,
  episodes: t.number,
})
/** The session was asked to stop, and has: its journal is closed and no process is left. */
export type Stopped = t.TypeOf<typeof Stopped>

/** Something that a person should know, and that ends nothing. */
export const Warned = strict({ _tag: t.literal('Warned'), message: t.string })
/** Something that a person should know, and that ends nothing. */
export type Warned = t.TypeOf<typeof Warned>

const events = {
  ...preparationEvents,
  ...searchEvents,
  ...resultEvents,
  ...finalTrainingEvents,
  Stopped,
  Warned,
}

/** Everything that there is to know of a search while it runs, plain data throughout. */
export type SessionEvent = AnyOf<typeof events>

/** Codec of {@link SessionEvent}. */
export const SessionEvent: t.Type<SessionEvent, unknown> = byTag<SessionEvent>(events)
