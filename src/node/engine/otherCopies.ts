import * as E from 'fp-ts/lib/Either.js'
import { existsSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { tfjsVersion } from '../../tfjs/tfjsVersion.ts'
import { engineError, type EngineError } from './EngineError.ts'
import { packageVersion } from './packageVersion.ts'

/** A copy of tfjs on the disk. */
export interface TfjsCopy {
  readonly folder: string
  readonly version: string
}

/** The copy of tfjs that a module at a place would import. */
export const tfjsFrom = (place: string): TfjsCopy | undefined => {
  try {
    const entry = createRequire(place).resolve('@tensorflow/tfjs')
    let folder = dirname(entry)
    while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
    return { folder: realpathSync(folder), version: packageVersion(folder) ?? '' }
  } catch {
    return undefined
  }
}

const shown = ({ folder, version }: TfjsCopy): string => `${version} in ${folder}`

/**
 * Where another copy of tfjs was loaded first, whether that is the same version: copies share the
 * engine of the first, which computes for both only where they are equal.
 *
 * @param own - the copy that rxnas imports
 * @param others - the copies that others may have imported
 */
export const checkCopies = (
  own: TfjsCopy | undefined,
  others: ReadonlyArray<TfjsCopy | undefined>,
): E.Either<EngineError, void> => {
  const other = others.find(
    (copy) => copy !== undefined && copy.folder !== own?.folder && copy.version !== tfjsVersion,
  )
  return other === undefined
    ? E.right(undefined)
    : E.left(
        engineError(
          'TfjsMismatch',
          `Two copies of @tensorflow/tfjs are loaded in this process, and they share one engine: ${own === undefined ? tfjsVersion : shown(own)}, which rxnas imports, and ${shown(other)}, which was loaded first. Let the project have one: npm install @tensorflow/tfjs@${tfjsVersion}, then npm dedupe; npm ls @tensorflow/tfjs shows which packages ask for another.`,
        ),
      )
}
