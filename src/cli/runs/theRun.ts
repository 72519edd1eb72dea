import * as E from 'fp-ts/lib/Either.js'
import { findRun, networks, readAnyJournal, searches } from '../../node/index.ts'
import { failedWith } from '../exitStatus.ts'
import { journalSchema } from '../../core.ts'
import { unknownOf } from '../journal/unknownOf.ts'
import { note } from '../output.ts'

/** What an argument that names a search is called in the help. */
export const runArgument = [
  '[run]',
  'a journal, or the folder of a search; default the search here that changed last',
] as const

/** What an argument that names a network is called in the help. */
export const networkArgument = [
  '[network]',
  'folder of a search (runs/...) or of a model, or an exported JSON; default the network here that changed last',
] as const

/** What an argument that names a network with its weights is called in the help. */
export const trainedArgument = [
  '[network]',
  'folder of a search (runs/...) or of a model; default the network here that changed last',
] as const

/** Uses the journal of the search that a person means, and says which that is where none was named. */
export const withJournal = async (
  given: string | undefined,
  use: (journal: string) => Promise<number> | number,
): Promise<number> => {
  const found = findRun(given, searches)
  if (E.isLeft(found)) return failedWith(found.left)
  if (found.right.isChosen) note(`run: ${found.right.path}`)
  return use(found.right.file)
}

/** The version that a journal was written in, or why it holds no search at all. */
const versionOf = async (journal: string): Promise<E.Either<string, number>> => {
  for await (const read of readAnyJournal(journal)) {
    if (read._tag === 'Line') return E.right(read.schema)
    if (read._tag === 'Stopped') return E.left(read.error.message)
  }
  return E.left(`${journal} holds no search: it has no whole line.`)
}

/** {@link withJournal} of one that holds a search, if only its beginning; its version is handed on. */
export const withSearch = (
  given: string | undefined,
  use: (journal: string, version: number) => Promise<number> | number,
): Promise<number> =>
  withJournal(given, async (journal) => {
    const version = await versionOf(journal)
    return E.isRight(version) ? use(journal, version.right) : failedWith(version.left)
  })

/** {@link withSearch} that tells first what cannot be known of a journal of an older version. */
export const withKnownSearch = (
  given: string | undefined,
  use: (journal: string) => Promise<number> | number,
): Promise<number> =>
  withSearch(given, (journal, version) => {
    if (version < journalSchema) note(unknownOf(version))
    return use(journal)
  })

/** Uses the network that a person means, and says which that is where none was named. */
export const withNetwork = async (
  given: string | undefined,
  use: (network: string) => Promise<number> | number,
): Promise<number> => {
  const found = findRun(given, networks)
  if (E.isLeft(found)) return failedWith(found.left)
  if (found.right.isChosen) note(`network: ${found.right.path}`)
  return use(found.right.path)
}
