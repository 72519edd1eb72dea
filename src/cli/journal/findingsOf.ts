import * as E from 'fp-ts/lib/Either.js'
import { type Observation, observationOf, type JournalHeader } from '../../index.ts'
import { readAnyJournal } from '../../node/index.ts'

/** What a journal's search is, and what its episodes found. */
export interface Found {
  readonly header: JournalHeader | undefined
  readonly findings: ReadonlyArray<Observation>
}

/** What the episodes of a journal found: a number and a key each. */
export const findingsOf = async (path: string): Promise<E.Either<string, Found>> => {
  const findings: Array<Observation> = []
  let header: JournalHeader | undefined
  for await (const read of readAnyJournal(path)) {
    if (read._tag === 'Stopped') return E.left(read.error.message)
    if (read._tag === 'Torn') continue
    const { event } = read.line
    if (event._tag === 'Header') header = event
    else if (event._tag === 'Rewarded') findings.push(observationOf(event))
  }
  return E.right({ header, findings })
}
