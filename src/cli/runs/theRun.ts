import * as E from 'fp-ts/lib/Either.js'
import { findRun, networks, readAnyJournal, searches } from '../../node/index.ts'
import { failedWith } from '../exitStatus.ts'
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

/** Why a journal holds no search at all; `undefined` where it holds one. */
const whyNone = async (journal: string): Promise<string | undefined> => {
  for await (const read of readAnyJournal(journal)) {
    if (read._tag === 'Line') return undefined
    if (read._tag === 'Stopped') return read.error.message
  }
  return `${journal} holds no search: it has no whole line.`
}

/** {@link withJournal} of one that holds a search, if only its beginning. */
export const withSearch = (
  given: string | undefined,
  use: (journal: string) => Promise<number> | number,
): Promise<number> =>
  withJournal(given, async (journal) => {
    const none = await whyNone(journal)
    return none === undefined ? use(journal) : failedWith(none)
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
