import { type Observable } from 'rxjs'
import { episodeOf, type JournalEvent, type JournalLine } from '../../src/episode/index.ts'
import { checkReplay, pace, type ReplayOptions } from './ReplayOptions.ts'
import { fromPacedIterable, nothingYet, type Paced } from './internal/fromPacedIterable.ts'
import { type Recorded } from './Recorded.ts'

/** Whether an event comes with or after an episode. A header belongs to all of them. */
const isFrom = (first: number, event: JournalEvent<unknown>): boolean => {
  switch (event._tag) {
    case 'Header':
      return true
    case 'Recalled':
      return first === 0
    case 'Rewarded':
      return episodeOf(event.outcome) >= first
    case 'Dropped':
      return event.last >= first
    case 'Completed':
      return event.episode >= first
    case 'Command':
    case 'MachineChanged':
      return true
    case 'PolicyUpdated':
    case 'Snapshot':
      return first === 0 || event.episodes > first
  }
}

/**
 * The lines of a recorded search as they stand, to watch a journal without the code of its policy and
 * space. Cold, in constant memory, as fast as they are read or at a pace.
 *
 * @example
 * import { recordedLines } from 'rxnas/streams'
 *
 * recordedLines(() => []).subscribe({
 *   complete: () => {
 *     console.log('an empty journal')
 *   },
 * })
 */
export const recordedLines = <A>(
  journal: Recorded<A>,
  options: ReplayOptions = {},
): Observable<JournalLine<A>> => {
  checkReplay('recordedLines()', options)
  const lines = async function* (): AsyncGenerator<Paced<JournalLine<A>> | typeof nothingYet> {
    const waitFor = pace(options)
    for await (const value of journal())
      yield isFrom(options.from ?? 0, value.event) ? { wait: waitFor(value.at), value } : nothingYet
  }
  return fromPacedIterable(lines, options.scheduler)
}
