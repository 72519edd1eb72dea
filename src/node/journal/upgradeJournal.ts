import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as IOE from 'fp-ts/lib/IOEither.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { closeSync, fdatasyncSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { bracket } from '../../common/index.ts'
import { chainText, journalLineCodec, type SearchSpace, startOfChain } from '../../core.ts'
import { openNewFile } from '../files/index.ts'
import { type JournalError, journalNotWritten } from './JournalError.ts'
import { readJournal } from './readJournal.ts'
import { type ReadPosition } from './readPosition.ts'
import { syncFolderOf } from './syncing.ts'

/**
 * Writes a journal of an older version anew in this one, under the same name; the old file stays
 * beside it, as `run.jsonl.version-1`. The caller holds the lock, and has read it to its end.
 */
export const upgradeJournal = <A>(
  path: string,
  space: SearchSpace<A>,
  { schema, lines }: Pick<ReadPosition<A, unknown>, 'schema' | 'lines'>,
): TE.TaskEither<JournalError, void> => {
  const codec = journalLineCodec(space)
  const aside = `${path}.new`
  const kept = `${path}.version-${schema}`
  const notWritten = (error: unknown): JournalError => journalNotWritten(path, error)

  const copyTo = async (file: number): Promise<E.Either<JournalError, void>> => {
    let chain = startOfChain
    for await (const read of readJournal(path, space)) {
      if (read._tag === 'Stopped') return E.left(read.error)
      if (read._tag !== 'Line') continue
      const { at, event } = read.line
      const line =
        event._tag === 'Header'
          ? { at, event: { ...event, upgraded: { from: schema, lines } } }
          : read.line
      const chained = chainText(chain, JSON.stringify(codec.encode(line)))
      writeFileSync(file, `${chained.text}\n`)
      chain = chained.chain
    }
    fdatasyncSync(file)
    return E.right(undefined)
  }
  return pipe(
    bracket(
      TE.fromIOEither(
        IOE.tryCatch(() => {
          rmSync(aside, { force: true })
          return openNewFile(aside)
        }, notWritten),
      ),
      (file) =>
        pipe(
          TE.tryCatch(() => copyTo(file), notWritten),
          TE.chainEitherK((copied) => copied),
        ),
      (file) =>
        T.fromIO(() => {
          closeSync(file)
        }),
    ),
    TE.chainIOEitherK(() =>
      IOE.tryCatch(() => {
        rmSync(kept, { force: true })
        linkSync(path, kept)
        renameSync(aside, path)
        syncFolderOf(path)
      }, notWritten),
    ),
  )
}
