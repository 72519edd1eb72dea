import { checkOptions, someText } from '../../common/index.ts'
import { aSpace, type Json, type SearchSpace } from '../../core.ts'
import { type LineRead, readAnyLines, readLines } from '../../episode/journal/index.ts'
import { type Recorded } from '../../../streams/index.ts'
import { chunksOf } from './chunksOf.ts'
import {
  type JournalError,
  journalDamaged,
  journalNotRead,
  journalOfAnotherSpace,
} from './JournalError.ts'

/** What reading a journal gives: its lines, and at last perhaps a line that a crash has torn. */
export type JournalRead<A> =
  | Exclude<LineRead<A>, { readonly _tag: 'Damaged' | 'OfAnotherSpace' }>
  | { readonly _tag: 'Stopped'; readonly error: JournalError }

/** Says of damage, and of what cannot be read, in which file it was met. */
async function* ofFile<A>(
  path: string,
  reads: AsyncIterable<LineRead<A>>,
): AsyncGenerator<JournalRead<A>, void> {
  try {
    for await (const read of reads)
      switch (read._tag) {
        case 'Damaged': {
          const { line, reason } = read.damage
          yield { _tag: 'Stopped', error: journalDamaged(path, line, reason) }
          break
        }
        case 'OfAnotherSpace':
          yield { _tag: 'Stopped', error: journalOfAnotherSpace(path, read.differences) }
          break
        case 'Line':
        case 'Skipped':
        case 'Torn':
          yield read
      }
  } catch (error) {
    yield { _tag: 'Stopped', error: journalNotRead(path, error) }
  }
}

/**
 * Reads a journal line by line, in constant memory, in whatever version it was written. A last line
 * that a crash has torn is reported and left out; damage anywhere else, or a line that cannot follow
 * the one before it, stops the reading with the line and the reason.
 */
export const readJournal = <A>(
  path: string,
  space: SearchSpace<A>,
): AsyncGenerator<JournalRead<A>, void> => ofFile(path, readLines(chunksOf(path), space))

/**
 * {@link readJournal} where the code of the space is not at hand: architectures keep their encoded
 * form, and are checked as far as the header describes the space.
 */
export const readAnyJournal = (path: string): AsyncGenerator<JournalRead<Json>, void> =>
  ofFile(path, readAnyLines(chunksOf(path)))

const recordedBy = <A>(read: () => AsyncGenerator<JournalRead<A>, void>): Recorded<A> =>
  async function* () {
    for await (const one of read()) {
      if (one._tag === 'Line') yield one.line
      // Thrown values become the error of the observable that reads it.
      // oxlint-disable-next-line typescript/only-throw-error
      else if (one._tag === 'Stopped') throw one.error
    }
  }

/**
 * The lines of a journal as `replay` and `rescore` of `rxnas/streams` take them. Reading throws a
 * `JournalError` where it is damaged, and ends before a torn last line.
 *
 * @example
 * import { choice, random, struct } from 'rxnas'
 * import { journalLines } from 'rxnas/node'
 * import { replay } from 'rxnas/streams'
 *
 * const space = struct({ op: choice('conv', 'pool') })
 * replay(journalLines('no-such.jsonl', space), random(space)).subscribe({
 *   error: (error: unknown) => {
 *     console.log(Reflect.get(Object(error), '_tag')) // JournalNotRead
 *   },
 * })
 */
export const journalLines = <A>(path: string, space: SearchSpace<A>): Recorded<A> => {
  checkOptions('journalLines()', { path, space }, { path: someText(), space: aSpace })
  return recordedBy(() => readJournal(path, space))
}

/** {@link journalLines} where the code of the space is not at hand. */
export const anyJournalLines = (path: string): Recorded<Json> =>
  recordedBy(() => readAnyJournal(path))
