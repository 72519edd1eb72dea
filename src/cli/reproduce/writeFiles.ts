import * as E from 'fp-ts/lib/Either.js'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes files of a folder, by their names. */
export const writeFiles = (
  folder: string,
  files: Readonly<Record<string, string>>,
): E.Either<string, void> => {
  try {
    mkdirSync(folder, { recursive: true })
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
    return E.right(undefined)
  } catch (error) {
    return E.left(
      `${folder} could not be written: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
}
