import { isRecord } from '../../common/index.ts'
import { journalSchema } from './JournalHeader.ts'

type Line = Readonly<Record<string, unknown>>

const isHash = (u: unknown): u is string => typeof u === 'string' && /^[0-9a-f]{64}$/.test(u)

/** Version 3 has the data's hash as a field of its own; before, a session's trainer named it. */
const withData = (header: Line): Line => {
  const { trainer } = header
  if (!isRecord(trainer) || !isRecord(trainer['options'])) return header
  const { data, ...options } = trainer['options']
  return isHash(data)
    ? { ...header, trainer: { ...trainer, options }, data: { sha256: data } }
    : header
}

/**
 * What makes an event of one version one of the next, by the version it starts from. A version that
 * was ever written stays here, and a file of it under test/node/journal/stored.
 */
const steps: Readonly<Record<number, (event: Line) => Line>> = {
  // Version 2 adds events (Snapshot, Recalled) and the header's warmStart; what was there stays.
  1: (event) => (event['_tag'] === 'Header' ? { ...event, schema: 2 } : event),
  2: (event) => {
    switch (event['_tag']) {
      case 'Header':
        return { ...withData(event), schema: 3 }
      // How many episodes a round has is counted by who reads the lines in order.
      case 'PolicyUpdated': {
        const { figures, ...end } = event
        return { ...end, rewarded: 0, figures }
      }
      default:
        return event
    }
  },
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
      if (step === undefined || !isRecord(at) || !isRecord(at['event'])) continue
      at = { ...at, event: step(at['event']) }
    }
    return at
  }
