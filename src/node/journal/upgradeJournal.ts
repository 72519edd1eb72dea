import * as E from 'fp-ts/lib/Either.js'
import {
  closeSync,
  fdatasyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { journalLineCodec, type SearchSpace } from '../../index.ts'
import { type JournalError, journalNotWritten } from './JournalError.ts'
import { readJournal } from './readJournal.ts'
import { syncFolderOf } from './syncing.ts'

/**
 * Writes a journal of an older version anew in this one, under the same name; the old file stays
 * beside it, as `run.jsonl.version-1`. The caller holds the lock, and has read it to its end.
 */
export const upgradeJournal = async <A>(
  path: string,
  space: SearchSpace<A>,
  schema: number,
): Promise<E.Either<JournalError, void>> => {
  const codec = journalLineCodec(space)
  const aside = `${path}.new`
  try {
    rmSync(aside, { force: true })
    const file = openSync(aside, 'wx')
    try {
      for await (const read of readJournal(path, space)) {
        if (read._tag === 'Stopped') return E.left(read.error)
        if (read._tag === 'Line') writeSync(file, `${JSON.stringify(codec.encode(read.line))}\n`)
      }
      fdatasyncSync(file)
    } finally {
      closeSync(file)
    }
    const kept = `${path}.version-${schema}`
    rmSync(kept, { force: true })
    linkSync(path, kept)
    renameSync(aside, path)
    syncFolderOf(path)
    return E.right(undefined)
  } catch (error) {
    return E.left(journalNotWritten(path, error))
  }
}
