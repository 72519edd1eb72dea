import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type ChildFamily, families, type FamilyReference, makeRevision } from '../../tfjs/index.ts'

/** A family that was found, and what it is found by again. */
export interface FoundFamily {
  readonly family: ChildFamily<unknown>
  readonly reference: FamilyReference
}

const codeNotNamed = (name: string, file: string): string =>
  `This network is of the space ${name}, which is code in ${file}. Code runs only from a file that you name: look at that file, and if you trust it, name it by --config.`

const notDefined = (file: string, name: string, other: string): string =>
  `${file} does not define the space ${name} that this network is of; it was defined in ${other}. Name the file that defines it by --config.`

/**
 * The family that a reference means. What a reference says was written by somebody else: the file
 * that it names is not run. A family of somebody's own is found in the configuration that the person
 * named.
 *
 * @param config - the configuration that the person named; by default that of the working folder
 */
export const findFamily = async (
  reference: FamilyReference,
  config?: string,
): Promise<E.Either<string, FoundFamily>> => {
  const { name } = reference
  if (reference._tag === 'Named')
    return pipe(
      makeRevision(families, name, reference.settings, reference.revision ?? 1),
      E.bimap(
        ({ message }) => message,
        (family) => ({ family, reference }),
      ),
    )
  // Most workers have no use for it, and it would be a good part of what they load.
  const { loadConfig } = await import('../config/index.ts')
  return pipe(
    await loadConfig(config),
    E.mapLeft(({ message }) => message),
    E.flatMap(({ own: { space }, file }): E.Either<string, FoundFamily> => {
      if (file === undefined) return E.left(codeNotNamed(name, reference.file))
      return space?.name === name
        ? E.right({ family: space, reference: { _tag: 'Configured', name, file } })
        : E.left(notDefined(file, name, reference.file))
    }),
  )
}
