import { isRecord } from '../../common/index.ts'
import { type JournalEvent } from './JournalEvent.ts'

const tags: ReadonlySet<string> = new Set(
  Object.keys({
    Header: null,
    Recalled: null,
    Rewarded: null,
    PolicyUpdated: null,
    Snapshot: null,
    Dropped: null,
    Completed: null,
    Command: null,
    MachineChanged: null,
  } satisfies Record<JournalEvent<unknown>['_tag'], null>),
)

/** The name of a parsed line's event that this version does not have; `undefined` where it has it. */
export const unknownEvent = (
  line: unknown,
): { readonly tag: string; readonly isOptional: boolean } | undefined => {
  const event = isRecord(line) ? line['event'] : undefined
  const tag = isRecord(event) ? event['_tag'] : undefined
  return isRecord(event) && typeof tag === 'string' && !tags.has(tag)
    ? { tag, isOptional: event['optional'] === true }
    : undefined
}
