import * as E from 'fp-ts/lib/Either.js'
import { type DataProblem, refuse } from '../DataError.ts'
import { plainText } from './plainText.ts'

/**
 * Refuses names of columns that are one and the same, or are so to the eye, as their accents are stored in two ways
 * or their spaces are others: which of them is meant, nobody could say.
 */
export const checkNames = (names: Iterable<string>, where = ''): E.Either<DataProblem, void> => {
  const known = new Map<string, string>()
  for (const name of names) {
    const plain = plainText(name)
    const other = known.get(plain)
    if (other === name)
      return refuse(`has two columns called ${JSON.stringify(name)}${where}. Rename one.`)
    if (other !== undefined)
      return refuse(
        `has two columns that look alike${where}, both called ${JSON.stringify(plain)}: their names differ only in what is not seen, as spaces and how accents are stored. Rename one, or write both alike.`,
      )
    known.set(plain, name)
  }
  return E.right(undefined)
}
