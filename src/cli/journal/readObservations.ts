import * as E from 'fp-ts/lib/Either.js'
import { type TaskEither } from 'fp-ts/lib/TaskEither.js'
import { readAnyJournal } from '../../node/index.ts'
import { gatherObserved, type ObservedSearch } from '../../session/index.ts'

/** Reads what a journal's search is and observed, or why that cannot be read. */
export const readObservations =
  (path: string): TaskEither<string, ObservedSearch> =>
  async () => {
    const gathered = gatherObserved()
    for await (const read of readAnyJournal(path)) {
      if (read._tag === 'Stopped') return E.left(read.error.message)
      if (read._tag === 'Line') gathered.add(read.line.event)
    }
    return E.right(gathered.search())
  }
