import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

/*
 * Many numbers as base64 of their bytes, low byte first as on every machine that runs this: a page
 * reads a hundred thousand of them in a few milliseconds.
 */

const piece = 0x8000

const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (let i = 0; i < bytes.length; i += piece)
    text += String.fromCharCode(...bytes.subarray(i, i + piece))
  return btoa(text)
}

const fromBase64 = (text: string): E.Either<undefined, Uint8Array<ArrayBuffer>> =>
  E.tryCatch(
    () => {
      const binary = atob(text)
      const bytes = new Uint8Array(binary.length)
      for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
      return bytes
    },
    () => undefined,
  )

const columnCodec = <C extends Float32Array | Int32Array>(
  name: string,
  is: (u: unknown) => u is C,
  make: (buffer: ArrayBuffer) => C,
): t.Type<C, unknown> =>
  new t.Type<C, unknown>(
    name,
    is,
    (u, context) =>
      pipe(
        typeof u === 'string' ? fromBase64(u) : E.left(undefined),
        E.filterOrElse(
          (bytes) => bytes.length % 4 === 0,
          () => undefined,
        ),
        E.fold(
          () => t.failure(u, context, 'not the base64 of a column of numbers'),
          (bytes) => t.success(make(bytes.buffer)),
        ),
      ),
    (column) => toBase64(new Uint8Array(column.buffer, column.byteOffset, column.byteLength)),
  )

/** Numbers of single precision; NaN where there is none. */
export type NumberColumn = Float32Array

/** Codec of {@link NumberColumn}. */
export const NumberColumn: t.Type<NumberColumn, unknown> = columnCodec(
  'NumberColumn',
  (u): u is NumberColumn => u instanceof Float32Array,
  (buffer) => new Float32Array(buffer),
)

/** Whole numbers, most of them places in a list; -1 where there is none. */
export type IndexColumn = Int32Array

/** Codec of {@link IndexColumn}. */
export const IndexColumn: t.Type<IndexColumn, unknown> = columnCodec(
  'IndexColumn',
  (u): u is IndexColumn => u instanceof Int32Array,
  (buffer) => new Int32Array(buffer),
)

/** The numbers of a column at some places. */
export const numbersAt = (column: NumberColumn, places: ReadonlyArray<number>): NumberColumn =>
  Float32Array.from(places, (place) => column[place] ?? NaN)

/** The whole numbers of a column at some places. */
export const indicesAt = (column: IndexColumn, places: ReadonlyArray<number>): IndexColumn =>
  Int32Array.from(places, (place) => column[place] ?? -1)
