import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { parse } from 'fp-ts/lib/Json.js'
import type * as t from 'io-ts'
import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { messageOf } from '../src/common/index.ts'
import { sessionFailed, type SessionFailed } from '../src/session/index.ts'

type Tried<A> = E.Either<SessionFailed, A>

const attempt = <A>(path: string, what: string, effect: () => A): Tried<A> =>
  E.tryCatch(effect, (error) => sessionFailed(`${path} ${what}: ${messageOf(error)}.`))

const write = (path: string, text: string, flag: 'a' | 'w'): Tried<void> =>
  attempt(path, 'could not be written', () => {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text, { flag, flush: true })
  })

/** Writes a file, and the folders that it stands in. */
export const writeText = (path: string, text: string): Tried<void> => write(path, text, 'w')

/** Appends a value to a file of JSON lines, in one write that is forced to the disk. */
export const appendJsonLine = (path: string, value: unknown): Tried<void> =>
  write(path, `${JSON.stringify(value)}\n`, 'a')

/**
 * The values of a file of JSON lines; none where there is no file. A last line that a crash has torn
 * is cut off; a damaged line is refused with its number, and nothing is changed.
 */
export const readJsonLines = <A>(
  path: string,
  codec: t.Type<A, unknown>,
): Tried<ReadonlyArray<A>> => {
  const valueOf = (i: number, line: string): Tried<A> =>
    pipe(
      parse(line),
      E.chainW((value) => codec.decode(value)),
      E.mapLeft(() =>
        sessionFailed(
          `Line ${i + 1} of ${path} is none that this bench writes. Mend or remove that line, or give another folder by --out.`,
        ),
      ),
    )
  return pipe(
    attempt(path, 'cannot be read', () => (existsSync(path) ? readFileSync(path, 'utf8') : '')),
    E.flatMap((text) => {
      const whole = text.slice(0, text.lastIndexOf('\n') + 1)
      return pipe(
        whole.split('\n').slice(0, -1),
        E.traverseArrayWithIndex(valueOf),
        E.tap(() =>
          attempt(path, 'cannot be mended', () => {
            if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole))
          }),
        ),
      )
    }),
  )
}
