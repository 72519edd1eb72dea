import { type Json } from '../../core.ts'
import { jsonSchemaOf } from './jsonSchemaOf.ts'
import { SessionEvent } from './SessionEvent.ts'

/** JSON Schema (2020-12) of a session's events: of each line that `rxnas search --json` prints. */
export const eventSchema = (): { readonly [key: string]: Json } => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Events of rxnas search --json, one a line',
  ...jsonSchemaOf(SessionEvent),
})
