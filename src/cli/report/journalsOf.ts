import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { findRun, searches } from '../../node/index.ts'
import { note } from '../output.ts'

/** What an argument that names one search or several is called in the help. */
export const runsArgument = [
  '[runs...]',
  'journals, or folders of searches; default the search here that changed last',
] as const

/** The journals of the searches that a person means; the last one where none is named, whose name is told. */
export const journalsOf = (given: ReadonlyArray<string>): E.Either<string, ReadonlyArray<string>> =>
  pipe(
    given.length === 0 ? [undefined] : given,
    E.traverseArray((run: string | undefined) =>
      pipe(
        findRun(run, searches),
        E.map(({ path, file, isChosen }) => {
          if (isChosen) note(`run: ${path}`)
          return file
        }),
      ),
    ),
  )
