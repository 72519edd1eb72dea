import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { lstatSync, readdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRegularText } from '../files/index.ts'
import { packageOf } from './EnginePaths.ts'

/** What is noted in an engine's folder once it works. */
const Note = t.intersection([
  t.type({ libtensorflow: t.string }),
  // Engines of earlier versions have no list of their files.
  t.partial({ sizes: t.record(t.string, t.number) }),
])

/** The largest note that is read, in bytes. */
const limit = 10e6

const noteOf = (home: string): string => join(home, 'engine.json')

/** The native libraries below an engine's folder, by their paths there, and their sizes. */
const nativeFiles = (home: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    ['deps', 'lib'].flatMap((part) => {
      const folder = join(packageOf(home), part)
      return readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => [join(part, name), lstatSync(join(folder, name))] as const)
        .filter(([, found]) => found.isFile())
        .map(([name, { size }]) => [name, size] as const)
    }),
  )

/** Notes in an engine's folder that it works, by which library, and how large its files are. */
export const noteEngine = (home: string, libtensorflow: string): Promise<void> =>
  writeFile(noteOf(home), `${JSON.stringify({ libtensorflow, sizes: nativeFiles(home) })}\n`)

const hasSize = (file: string, size: number): boolean => {
  const found = lstatSync(file, { throwIfNoEntry: false })
  return found?.isFile() === true && found.size === size
}

/**
 * Whether an engine's files have the sizes that they had when it was tried: loading a library that was
 * cut off would end the process without a word.
 */
export const isWhole = (home: string): boolean =>
  pipe(
    readRegularText(noteOf(home), { limit }),
    E.flatMap((text) =>
      E.tryCatch(
        () => JSON.parse(text) as unknown,
        () => undefined,
      ),
    ),
    E.flatMap((json) => Note.decode(json)),
    E.match(
      () => false,
      ({ sizes = {} }) =>
        Object.entries(sizes).every(([name, size]) => hasSize(join(packageOf(home), name), size)),
    ),
  )
