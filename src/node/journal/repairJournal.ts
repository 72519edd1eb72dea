import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as IOE from 'fp-ts/lib/IOEither.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { closeSync, fdatasyncSync, rmSync, writeFileSync } from 'node:fs'
import { bracket, bracketOnError } from '../../common/index.ts'
import { type Damage, repairLines } from '../../episode/journal/index.ts'
import { openNewFile } from '../files/index.ts'
import { errorCode } from '../process/errorCode.ts'
import { chunksOf, countLines } from './chunksOf.ts'
import {
  copyExists,
  copyNotWritten,
  type JournalError,
  journalDamaged,
  journalNotRead,
} from './JournalError.ts'
import { syncFolderOf } from './syncing.ts'

/** What was kept of a journal, and what was not. */
export interface Repaired {
  readonly path: string
  /** Lines kept. */
  readonly kept: number
  /** Lines that say what is missing: episodes, and ends of rounds. */
  readonly added: number
  readonly dropped: ReadonlyArray<Damage>
}

const openNew = (path: string): IOE.IOEither<JournalError, number> =>
  IOE.tryCatch(
    () => openNewFile(path),
    (error) => (errorCode(error) === 'EEXIST' ? copyExists(path) : copyNotWritten(path, error)),
  )

const writeRepaired =
  (path: string, to: string) =>
  (file: number): TE.TaskEither<JournalError, Repaired> =>
  async () => {
    const write = (text: string): E.Either<JournalError, void> =>
      E.tryCatch(
        () => {
          writeFileSync(file, `${text}\n`)
        },
        (error) => copyNotWritten(to, error),
      )
    const dropped: Array<Damage> = []
    let kept = 0
    let added = 0
    const lines = await countLines(path)
    for await (const step of repairLines(chunksOf(path), lines)) {
      if (step._tag === 'Refused')
        return E.left(journalDamaged(path, step.damage.line, step.damage.reason))
      if (step._tag === 'Dropped') {
        dropped.push(step.damage)
        continue
      }
      const written = write(step.text)
      if (E.isLeft(written)) return written
      if (step._tag === 'Kept') kept += 1
      else added += 1
    }
    fdatasyncSync(file)
    syncFolderOf(to)
    return E.right({ path: to, kept, added, dropped })
  }

/**
 * Writes what is whole in a damaged journal to a new file, and tells what it dropped. The damaged
 * one stays as it is. A search goes on from the new one where a snapshot follows the damage;
 * elsewhere it is refused if the policy, without what was lost, comes to propose something else.
 *
 * @returns why not, where the first line is no header or the new file cannot be written
 */
export const repairJournal = (
  path: string,
  to: string,
): Promise<E.Either<JournalError, Repaired>> =>
  bracketOnError(
    TE.fromIOEither(openNew(to)),
    (file) =>
      bracket(
        TE.right(file),
        (open) =>
          pipe(
            TE.tryCatch(writeRepaired(path, to)(open), (error) => journalNotRead(path, error)),
            TE.chainEitherK((repaired) => repaired),
          ),
        (open) =>
          T.fromIO(() => {
            closeSync(open)
          }),
      ),
    () =>
      T.fromIO(() => {
        rmSync(to, { force: true })
      }),
  )()
