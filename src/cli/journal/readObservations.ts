import * as E from 'fp-ts/lib/Either.js'
import { type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type JournalHeader, type Observation, observationOf } from '../../core.ts'
import { readAnyJournal } from '../../node/index.ts'
import { type ObservedSearch } from '../../session/index.ts'

/** Reads what a journal's search is and observed, or why that cannot be read. */
export const readObservations =
  (path: string): TaskEither<string, ObservedSearch> =>
  async () => {
    const observations: Array<Observation> = []
    let header: JournalHeader | undefined
    for await (const read of readAnyJournal(path)) {
      if (read._tag === 'Stopped') return E.left(read.error.message)
      if (read._tag !== 'Line') continue
      const { event } = read.line
      if (event._tag === 'Header') header = event
      else if (event._tag === 'Rewarded') observations.push(observationOf(event))
    }
    return E.right({ header, observations })
  }
