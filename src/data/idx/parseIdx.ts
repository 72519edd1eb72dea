import * as E from 'fp-ts/lib/Either.js'
import { type DataProblem, refuse } from '../DataError.ts'

/** The bytes of an IDX file and their shape. */
export interface Idx {
  readonly shape: ReadonlyArray<number>
  readonly values: Uint8Array
}

const unsignedBytes = 0x08

/**
 * The array of an IDX file of unsigned bytes, the form of MNIST: two zero bytes, a type, a number of
 * dimensions, each dimension's size as four bytes, then the values.
 */
export const parseIdx = (bytes: Uint8Array): E.Either<DataProblem, Idx> => {
  const [zero1, zero2, type, dimensions = 0] = bytes
  if (bytes.length < 4 || zero1 !== 0 || zero2 !== 0)
    return refuse(
      'is no IDX file: it does not begin with two zero bytes. Give a folder of MNIST-like IDX files, plain or gzipped.',
    )
  if (type !== unsignedBytes)
    return refuse(
      `holds IDX values of type 0x${(type ?? 0).toString(16).padStart(2, '0')}; only unsigned bytes (0x08) are read.`,
    )
  const begin = 4 + 4 * dimensions
  if (dimensions === 0 || bytes.length < begin)
    return refuse('ends within its IDX header. Fetch it again.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i))
  const wanted = shape.reduce((a, b) => a * b, 1)
  const held = bytes.length - begin
  if (held !== wanted)
    return refuse(
      `is ${held < wanted ? 'cut short' : 'too long'}: ${shape.join(' x ')} are ${wanted} values, and it holds ${held}. Fetch it again.`,
    )
  return E.right({ shape, values: bytes.subarray(begin) })
}
