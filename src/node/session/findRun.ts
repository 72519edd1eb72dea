import * as E from 'fp-ts/lib/Either.js'
import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { counted, messageOf } from '../../common/index.ts'

/** What makes a folder a run, for what somebody wants of it. */
export interface RunKind {
  /** What it is called in a sentence, as `search`. */
  readonly noun: string
  readonly plural: string
  /** What a folder of one holds: the first of these files that is there is what is wanted. */
  readonly holds: ReadonlyArray<string>
  /** How one is made, as a command. */
  readonly madeBy: string
}

/** Searches by their journals. */
export const searches: RunKind = {
  ...{ noun: 'search', plural: 'searches' },
  holds: ['journal.jsonl'],
  madeBy: 'rxnas search',
}

/** Trained networks by their cards, in the folder of a search or of a model. */
export const networks: RunKind = {
  ...{ noun: 'trained network', plural: 'trained networks' },
  holds: ['card.json', join('model', 'card.json')],
  madeBy: 'rxnas search',
}

/** A run that a person means. */
export interface FoundRun {
  /** Its folder, or the file that was given. */
  readonly path: string
  /** The file that makes it one: the journal, or the card. */
  readonly file: string
  /** Whether nobody named it: it is the last one, or the only one there. */
  readonly isChosen: boolean
}

interface Candidate extends Pick<FoundRun, 'path' | 'file'> {
  readonly changed: number
}

/** More folders than these are not looked through. */
const most = 1000

const foldersIn = (folder: string): ReadonlyArray<string> => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^\.|^node_modules$/.test(entry.name))
      .map(({ name }) => (folder === '.' ? name : join(folder, name)))
      .slice(0, most)
  } catch {
    // What may not be looked into holds nothing that could be read.
    return []
  }
}

const candidateIn = (path: string, { holds }: RunKind): Candidate | undefined => {
  for (const name of holds) {
    const file = join(path, name)
    const found = statSync(file, { throwIfNoEntry: false })
    if (found !== undefined) return { path, file, changed: found.mtimeMs }
  }
  return undefined
}

const safely = <A>(look: () => A): A | undefined => {
  try {
    return look()
  } catch {
    return undefined
  }
}

/** The runs in a folder and in the folders of it, the one that changed last first. */
const runsBelow = (folder: string, kind: RunKind): ReadonlyArray<Candidate> =>
  foldersIn(folder)
    .flatMap((path) => {
      const here = safely(() => candidateIn(path, kind))
      return here === undefined
        ? foldersIn(path).map((inner) => safely(() => candidateIn(inner, kind)))
        : [here]
    })
    .filter((one) => one !== undefined)
    .sort((a, b) => b.changed - a.changed || (a.path < b.path ? 1 : -1))

const shownRuns = 8

const listed = (runs: ReadonlyArray<Candidate>): string =>
  `${runs
    .slice(0, shownRuns)
    .map(({ path }) => path)
    .join(', ')}${runs.length > shownRuns ? ` and ${runs.length - shownRuns} more` : ''}`

const noneHere = ({ noun, madeBy }: RunKind): string =>
  `There is no ${noun} in this folder, nor in a folder of it. Name one, or begin one by: ${madeBy}`

const missing = (given: string, kind: RunKind): string => {
  const nearby = [dirname(given), '.'].map((folder) => runsBelow(folder, kind))
  const there = nearby.find((runs) => runs.length > 0)
  return `${given} does not exist.${there === undefined ? '' : ` There ${there.length === 1 ? 'is' : 'are'} ${listed(there)}.`}`
}

const several = (given: string, runs: ReadonlyArray<Candidate>, { plural }: RunKind): string =>
  `${given} is a folder of ${counted(runs.length, 'run')}. Name one of its ${plural}, the last first: ${listed(runs)}.`

const empty = (given: string, { noun, holds }: RunKind): string =>
  `${given} holds no ${noun}: neither it nor a folder in it has a ${holds.join(' or ')}.`

const inFolder = (given: string, kind: RunKind): E.Either<string, FoundRun> => {
  const own = candidateIn(given, kind)
  if (own !== undefined) return E.right({ path: given, file: own.file, isChosen: false })
  const below = runsBelow(given, kind)
  const [only, ...others] = below
  if (only === undefined) return E.left(empty(given, kind))
  return others.length === 0
    ? E.right({ path: only.path, file: only.file, isChosen: true })
    : E.left(several(given, below, kind))
}

/**
 * The run that a person means: the one whose file or folder is given; the only one in a folder that is
 * given; where none is given, the one in the working folder or below it that changed last. `Left` says
 * what there is instead.
 */
export const findRun = (given: string | undefined, kind: RunKind): E.Either<string, FoundRun> => {
  if (given === undefined) {
    const own = safely(() => candidateIn('.', kind))
    const last = own ?? runsBelow('.', kind)[0]
    return last === undefined
      ? E.left(noneHere(kind))
      : E.right({ path: last.path, file: last.file, isChosen: true })
  }
  try {
    const found = statSync(given, { throwIfNoEntry: false })
    if (found === undefined) return E.left(missing(given, kind))
    return found.isDirectory()
      ? inFolder(given, kind)
      : E.right({ path: given, file: given, isChosen: false })
  } catch (error) {
    return E.left(`${given} cannot be read: ${messageOf(error)}.`)
  }
}
