import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

const toBase64 = (numbers: Float32Array): string => {
  const bytes = new Uint8Array(numbers.length * 4)
  const view = new DataView(bytes.buffer)
  numbers.forEach((x, i) => {
    view.setFloat32(i * 4, x, true)
  })
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

const fromBase64 = (text: string): Float32Array | undefined => {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  if (bytes.length % 4 !== 0) return undefined
  const view = new DataView(bytes.buffer)
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(i * 4, true))
}

const isFloat32 = (u: unknown): u is Float32Array =>
  u instanceof Float32Array && u.every((x) => Number.isFinite(x))

/**
 * Codec of single-precision numbers: base64 of their little-endian bytes, a fifth of what their
 * digits would take. A NaN, an infinity or a wrong length is refused.
 *
 * @param length - how many numbers there must be
 */
export const Float32 = (length: number): t.Type<Float32Array, unknown> =>
  new t.Type<Float32Array, unknown>(
    `Float32(${length})`,
    (u): u is Float32Array => isFloat32(u) && u.length === length,
    (u, context) =>
      pipe(
        t.string.validate(u, context),
        E.map(fromBase64),
        E.flatMap((numbers) =>
          isFloat32(numbers) && numbers.length === length
            ? t.success(numbers)
            : t.failure(u, context, `not base64 of ${length} finite single-precision numbers`),
        ),
      ),
    toBase64,
  )
