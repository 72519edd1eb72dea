import * as E from 'fp-ts/lib/Either.js'
import { type UnzipFileInfo, type Unzipped, unzipSync } from 'fflate'
import { parse } from 'npyjs'
import { badData, type DataError } from '../DataError.ts'
import { arrayLimit, bytesInWords } from '../limits.ts'
import { type NumberArray } from './NumberArray.ts'
import { adviceOnDtype, dtypeOf } from './npyHeader.ts'

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const damaged = (name: string): string =>
  `is damaged or cut short in the array ${name}. Write it again.`

const numbersOf = (data: unknown, isByte: boolean): NumberArray['values'] => {
  if (data instanceof Float32Array || data instanceof Float64Array) return data
  if (data instanceof Uint8Array && isByte) return data
  // Everything else that the parser gives of a type of numbers is a list of numbers.
  return Float64Array.from(data as ArrayLike<number | bigint | boolean>, Number)
}

/** The array of a .npy file's bytes. */
export const parseNpy = (
  file: string,
  name: string,
  bytes: Uint8Array,
): E.Either<DataError, NumberArray> => {
  const bad = (message: string): E.Either<DataError, never> => E.left(badData(file, message))
  const dtype = dtypeOf(bytes)
  if (dtype === undefined)
    return bad(
      `holds no array of numbers as ${name}: it does not begin as one that NumPy stores by numpy.save or numpy.savez.`,
    )
  const advice = adviceOnDtype(dtype)
  if (advice !== undefined) return bad(`holds the array ${name} of ${advice}`)
  try {
    // The parser takes a buffer that begins with the array's header.
    const { data, shape, fortranOrder } = parse(new Uint8Array(bytes).buffer)
    if (fortranOrder && shape.length > 1)
      return bad(
        `holds the array ${name} in Fortran order (columns first). Store numpy.ascontiguousarray(${name}).`,
      )
    const values = numbersOf(data, dtype.endsWith('u1'))
    const wanted = shape.reduce((a, b) => a * b, 1)
    if (!shape.every(Number.isSafeInteger)) return bad(damaged(name))
    return values.length === wanted
      ? E.right({ name, shape, values })
      : bad(
          `is ${values.length < wanted ? 'cut short' : 'too long'}: the array ${name} of ${shape.join(' x ')} has ${wanted} numbers, and ${values.length} are there. Write it again.`,
        )
  } catch (error) {
    return bad(
      error instanceof RangeError
        ? damaged(name)
        : `holds no array that can be read as ${name}: ${wordsOf(error)}. Write it again.`,
    )
  }
}

const isArray = ({ name }: UnzipFileInfo): boolean => name.endsWith('.npy')

/** How many bytes the arrays of an archive take once they are unpacked. */
const unpackedSize = (bytes: Uint8Array): number => {
  const sizes: Array<number> = []
  unzipSync(bytes, {
    filter: (info) => {
      if (isArray(info)) sizes.push(info.originalSize)
      return false
    },
  })
  return sizes.reduce((a, b) => a + b, 0)
}

/** The arrays' files of an archive; more than is held in memory is refused before it is unpacked. */
const unzip = (file: string, bytes: Uint8Array): E.Either<DataError, Unzipped> => {
  try {
    return unpackedSize(bytes) > arrayLimit
      ? E.left(
          badData(
            file,
            `holds arrays of more than ${bytesInWords(arrayLimit)}, which are held in memory. Give a part of the examples.`,
          ),
        )
      : E.right(unzipSync(bytes, { filter: isArray }))
  } catch (error) {
    return E.left(
      badData(file, `is no .npz archive that can be read: ${wordsOf(error)}. Write it again.`),
    )
  }
}

/** The arrays of a .npz archive's bytes. */
export const parseNpz = (
  file: string,
  bytes: Uint8Array,
): E.Either<DataError, ReadonlyArray<NumberArray>> => {
  const files = unzip(file, bytes)
  if (E.isLeft(files)) return files
  const arrays: Array<NumberArray> = []
  for (const [name, content] of Object.entries(files.right)) {
    const array = parseNpy(file, name.replace(/\.npy$/, ''), content)
    if (E.isLeft(array)) return array
    arrays.push(array.right)
  }
  return arrays.length === 0
    ? E.left(badData(file, 'holds no array, as numpy.savez stores them.'))
    : E.right(arrays)
}
