import { isRecord } from '../../common/index.ts'
import { journalSchema } from './JournalHeader.ts'

type Line = Readonly<Record<string, unknown>>

/**
 * What makes a line of one version a line of the next, by the version it starts from. A version that
 * was ever written stays here, and a file of it under test/node/journal/stored.
 */
const steps: Readonly<Record<number, (line: Line) => Line>> = {
  // Version 2 adds events (Snapshot, Recalled) and the header's warmStart; what was there stays.
  1: (line) =>
    isRecord(line['event']) && line['event']['_tag'] === 'Header'
      ? { ...line, event: { ...line['event'], schema: 2 } }
      : line,
}

/** The version that a parsed first line says it has; `undefined` where it is no header. */
export const schemaOf = (line: unknown): number | undefined => {
  const event = isRecord(line) ? line['event'] : undefined
  const schema = isRecord(event) && event['_tag'] === 'Header' ? event['schema'] : undefined
  return typeof schema === 'number' ? schema : undefined
}

/** Whether this package reads journals of a version. */
export const isReadable = (schema: number): boolean =>
  schema === journalSchema || Object.hasOwn(steps, schema)

/** A parsed line of a journal of an older version as the line of this one that says the same. */
export const migrateLine =
  (schema: number) =>
  (line: unknown): unknown => {
    let at = line
    for (let version = schema; version < journalSchema; version++) {
      const step = steps[version]
      if (step !== undefined && isRecord(at)) at = step(at)
    }
    return at
  }
