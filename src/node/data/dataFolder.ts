import * as E from 'fp-ts/lib/Either.js'
import { tmpdir } from 'node:os'
import { messageOf } from '../../common/index.ts'
import { type DataError, noData } from '../../data/index.ts'
import { newOwnedFolder, removeAbandoned } from '../process/ownedFolder.ts'

const prefix = 'rxnas-data-'

/**
 * A new folder for prepared data, for as long as this process needs it. Those of searches that were
 * killed are removed first.
 *
 * @param parent - default the system's folder for temporary files
 */
export const newDataFolder = (parent: string = tmpdir()): E.Either<DataError, string> => {
  removeAbandoned(parent, prefix, 30)
  return E.tryCatch(
    () => newOwnedFolder(parent, prefix, 0o700),
    (error) =>
      noData(
        `The prepared data could not be kept in ${parent}: ${messageOf(error)}. Name another folder by the variable TMPDIR.`,
      ),
  )
}
