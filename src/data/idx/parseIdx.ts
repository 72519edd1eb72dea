import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type DataProblem, dataProblem, refuse } from '../DataError.ts'
import { arrayLimit, describeBytes } from '../memoryLimits.ts'

/** The bytes of an IDX file and their shape. */
export interface Idx {
  readonly shape: ReadonlyArray<number>
  readonly values: Uint8Array
}

const unsignedBytes = 0x08

/** Bytes of an IDX header that has so many dimensions. */
const headerBytes = (dimensions: number): number => 4 + 4 * dimensions

/** The first bytes of a file by which its IDX header is known, however many dimensions it has. */
export const idxHeadBytes: number = headerBytes(255)

interface IdxHeader {
  readonly shape: ReadonlyArray<number>
  /** How many values there are. */
  readonly count: number
  /** Where they begin. */
  readonly begin: number
}

const headerOf = (bytes: Uint8Array): E.Either<DataProblem, IdxHeader> => {
  const [zero1, zero2, type, dimensions = 0] = bytes
  if (bytes.length < 4 || zero1 !== 0 || zero2 !== 0)
    return refuse(
      'is no IDX file: it does not begin with two zero bytes. Give a folder of MNIST-like IDX files, plain or gzipped.',
    )
  if (type !== unsignedBytes)
    return refuse(
      `holds IDX values of type 0x${(type ?? 0).toString(16).padStart(2, '0')}; only unsigned bytes (0x08) are read.`,
    )
  const begin = headerBytes(dimensions)
  if (dimensions === 0 || bytes.length < begin)
    return refuse('ends within its IDX header. Fetch it again.')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i))
  return E.right({ shape, count: shape.reduce((a, b) => a * b, 1), begin })
}

/**
 * The bytes that an IDX file has by its own header, which is known before the rest is read or unpacked.
 *
 * @param head - its first {@link idxHeadBytes}, or all where it has fewer
 */
export const sizeOfIdx = (head: Uint8Array): E.Either<DataProblem, number> =>
  pipe(
    headerOf(head),
    E.map(({ begin, count }) => begin + count),
    E.filterOrElse(
      (size) => size <= arrayLimit,
      (size) =>
        dataProblem(
          `holds ${describeBytes(size)} by its IDX header, and up to ${describeBytes(arrayLimit)} are held in memory. Give a part of the images.`,
        ),
    ),
  )

/**
 * The array of an IDX file of unsigned bytes, the form of MNIST: two zero bytes, a type, a number of
 * dimensions, each dimension's size as four bytes, then the values.
 */
export const parseIdx = (bytes: Uint8Array): E.Either<DataProblem, Idx> =>
  pipe(
    headerOf(bytes),
    E.chain(({ shape, count, begin }) => {
      const held = bytes.length - begin
      return held === count
        ? E.right({ shape, values: bytes.subarray(begin) })
        : refuse(
            `is ${held < count ? 'cut short' : 'too long'}: ${shape.join(' x ')} are ${count} values, and it holds ${held}. Fetch it again.`,
          )
    }),
  )
