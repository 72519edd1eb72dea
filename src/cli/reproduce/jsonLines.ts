import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  truncateSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const parse = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/**
 * The values of a file of JSON lines; none where there is no file. A last line that a crash has torn
 * is cut off; a damaged line is refused with its number, and nothing is changed.
 */
export const readJsonLines = <A>(
  path: string,
  codec: t.Type<A, unknown>,
): E.Either<string, ReadonlyArray<A>> => {
  if (!existsSync(path)) return E.right([])
  try {
    const text = readFileSync(path, 'utf8')
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    const values: Array<A> = []
    for (const [i, line] of whole.split('\n').slice(0, -1).entries()) {
      const value = codec.decode(parse(line))
      if (E.isLeft(value))
        return E.left(
          `Line ${i + 1} of ${path} is none that rxnas reproduce writes. Mend or remove that line, or give another folder by --out.`,
        )
      values.push(value.right)
    }
    if (whole.length < text.length) truncateSync(path, Buffer.byteLength(whole))
    return E.right(values)
  } catch (error) {
    return E.left(`${path} cannot be read: ${wordsOf(error)}.`)
  }
}

/** Appends a value to a file of JSON lines, in one write that is forced to the disk. */
export const appendJsonLine = (path: string, value: unknown): E.Either<string, void> => {
  try {
    mkdirSync(dirname(path), { recursive: true })
    const file = openSync(path, 'a')
    writeSync(file, `${JSON.stringify(value)}\n`)
    fdatasyncSync(file)
    closeSync(file)
    return E.right(undefined)
  } catch (error) {
    return E.left(`${path} could not be written: ${wordsOf(error)}.`)
  }
}
