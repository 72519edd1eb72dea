import * as E from 'fp-ts/lib/Either.js'
import { type Finding, findingOf, type JournalHeader } from '../../index.ts'
import { readAnyJournal } from '../../node/index.ts'

/** What a journal's search is, and what its episodes found. */
export interface Found {
  readonly header: JournalHeader | undefined
  readonly findings: ReadonlyArray<Finding>
}

/** What the episodes of a journal found: a number and a key each. */
export const findingsOf = async (path: string): Promise<E.Either<string, Found>> => {
  const findings: Array<Finding> = []
  let header: JournalHeader | undefined
  for await (const read of readAnyJournal(path)) {
    if (read._tag === 'Stopped') return E.left(read.error.message)
    if (read._tag === 'Torn') continue
    const { event } = read.line
    if (event._tag === 'Header') header = event
    else if (event._tag === 'Rewarded') findings.push(findingOf(event))
  }
  return E.right({ header, findings })
}
