import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as IOE from 'fp-ts/lib/IOEither.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { closeSync, fdatasyncSync, linkSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { bracketOnError, bracketOnErrorSync } from '../../common/index.ts'
import {
  type JournalEvent,
  type JournalHeader,
  type SearchSpace,
  startOfChain,
  startOfJournal,
} from '../../core.ts'
import { makeFolder, openNewFile } from '../files/index.ts'
import { errorCode } from '../process/errorCode.ts'
import { type JournalError, journalExists, journalNotBegun } from './JournalError.ts'
import { type JournalOptions, journalWriter, type JournalWriter } from './JournalWriter.ts'
import { type Lock, takeLock } from './lock.ts'
import { syncFolderOf } from './syncing.ts'

/** Takes the lock of a journal whose folder may not be there yet. */
export const lockNewJournal = (path: string): IOE.IOEither<JournalError, Lock> =>
  pipe(
    IOE.tryCatch(
      () => {
        makeFolder(dirname(path))
      },
      (error) => journalNotBegun(path, error),
    ),
    IOE.chain(() => () => takeLock(path, journalNotBegun)),
  )

/** A journal that is written aside until its first events are whole. */
interface AsideJournal<A> {
  readonly writer: JournalWriter<A>
  /** Gives the file the journal's name. */
  readonly appear: IOE.IOEither<JournalError, JournalWriter<A>>
  /** Removes the file. */
  readonly discard: () => void
}

const openAside =
  <A>(
    path: string,
    lock: Lock,
    space: SearchSpace<A>,
    options: JournalOptions,
  ): IOE.IOEither<JournalError, AsideJournal<A>> =>
  () => {
    // The lock's holder alone makes it; one that is there is a crash's.
    const aside = `${path}.new`
    return pipe(
      E.tryCatch(
        () => {
          rmSync(aside, { force: true })
          return openNewFile(aside)
        },
        (error) => journalNotBegun(path, error),
      ),
      E.map((file) => {
        const writer = journalWriter(
          { path, file, lock, whole: 0, order: startOfJournal, chain: startOfChain },
          space,
          options,
        )
        return {
          writer,
          appear: IOE.tryCatch(
            () => {
              fdatasyncSync(file)
              linkSync(aside, path)
              rmSync(aside, { force: true })
              syncFolderOf(path)
              return writer
            },
            (error) =>
              errorCode(error) === 'EEXIST' ? journalExists(path) : journalNotBegun(path, error),
          ),
          discard: () => {
            closeSync(file)
            rmSync(aside, { force: true })
          },
        }
      }),
    )
  }

/**
 * Makes a new journal of its first events, or none where one of them fails. They are written aside
 * and then given the journal's name, so it appears whole or not at all.
 */
export const createJournal = <Failure, A>(
  path: string,
  lock: Lock,
  space: SearchSpace<A>,
  first: AsyncIterable<E.Either<Failure, JournalEvent<A>>>,
  options: JournalOptions,
): TE.TaskEither<Failure | JournalError, JournalWriter<A>> =>
  bracketOnError(
    TE.fromIOEither(openAside(path, lock, space, options)),
    ({ writer, appear }) =>
      async (): Promise<E.Either<Failure | JournalError, JournalWriter<A>>> => {
        for await (const event of first) {
          const written = pipe(event, E.chainW(writer.append))
          if (E.isLeft(written)) return written
        }
        return appear()
      },
    ({ discard }) => T.fromIO(discard),
  )

/**
 * Begins a journal: a new file with its header line, and the writer's lock beside it. Writing is
 * synchronous, so an event is in the file before anyone hears of it.
 */
export const openJournal = <A>(
  path: string,
  header: JournalHeader,
  space: SearchSpace<A>,
  options: JournalOptions = {},
): E.Either<JournalError, JournalWriter<A>> =>
  bracketOnErrorSync(
    lockNewJournal(path),
    (lock) =>
      bracketOnErrorSync(
        openAside(path, lock, space, options),
        ({ writer, appear }) =>
          pipe(
            () => writer.append(header),
            IOE.chain(() => appear),
          ),
        ({ discard }) => {
          discard()
        },
      ),
    ({ release }) => {
      release()
    },
  )()
