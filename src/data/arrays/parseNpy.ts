import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type UnzipFileInfo, type Unzipped, unzipSync } from 'fflate'
import { parse } from 'npyjs'
import { messageOf } from '../../common/index.ts'
import { type DataProblem, dataProblem, refuse } from '../DataError.ts'
import { arrayLimit, describeBytes } from '../memoryLimits.ts'
import { type NumberArray } from './NumberArray.ts'
import { adviceOnDtype, dtypeOf } from './npyHeader.ts'

const refuseDamaged = (name: string): E.Either<DataProblem, never> =>
  refuse(`is damaged or cut short in the array ${name}. Write it again.`)

const numbersOf = (data: unknown, isByte: boolean): NumberArray['values'] => {
  if (data instanceof Float32Array || data instanceof Float64Array) return data
  if (data instanceof Uint8Array && isByte) return data
  // Everything else that the parser gives of a type of numbers is a list of numbers.
  return Float64Array.from(data as ArrayLike<number | bigint | boolean>, Number)
}

/** The array of a .npy file's bytes. */
export const parseNpy = (name: string, bytes: Uint8Array): E.Either<DataProblem, NumberArray> => {
  const dtype = dtypeOf(bytes)
  if (dtype === undefined)
    return refuse(
      `holds no array of numbers as ${name}: it does not begin as one that NumPy stores by numpy.save or numpy.savez.`,
    )
  const advice = adviceOnDtype(dtype)
  if (advice !== undefined) return refuse(`holds the array ${name} of ${advice}`)
  try {
    // The parser takes a buffer that begins with the array's header.
    const { data, shape, fortranOrder } = parse(new Uint8Array(bytes).buffer)
    if (fortranOrder && shape.length > 1)
      return refuse(
        `holds the array ${name} in Fortran order (columns first). Store numpy.ascontiguousarray(${name}).`,
      )
    const values = numbersOf(data, dtype.endsWith('u1'))
    const wanted = shape.reduce((a, b) => a * b, 1)
    if (!shape.every(Number.isSafeInteger)) return refuseDamaged(name)
    return values.length === wanted
      ? E.right({ name, shape, values })
      : refuse(
          `is ${values.length < wanted ? 'cut short' : 'too long'}: the array ${name} of ${shape.join(' x ')} has ${wanted} numbers, and ${values.length} are there. Write it again.`,
        )
  } catch (error) {
    return error instanceof RangeError
      ? refuseDamaged(name)
      : refuse(`holds no array that can be read as ${name}: ${messageOf(error)}. Write it again.`)
  }
}

const isArray = ({ name }: UnzipFileInfo): boolean => name.endsWith('.npy')

/** A byte of what is packed stands for so many at most. */
const mostPerByte = 1032

/**
 * How many bytes the arrays of an archive take once they are unpacked; `undefined` where the archive
 * tells of more than its own bytes can hold, for which memory would be taken all the same.
 */
const unpackedSize = (bytes: Uint8Array): number | undefined => {
  const sizes: Array<number> = []
  const untrue: Array<string> = []
  unzipSync(bytes, {
    filter: (info) => {
      if (isArray(info)) sizes.push(info.originalSize)
      if (info.originalSize > info.size * mostPerByte) untrue.push(info.name)
      return false
    },
  })
  return untrue.length > 0 ? undefined : sizes.reduce((a, b) => a + b, 0)
}

/** The arrays' files of an archive; more than is held in memory is refused before it is unpacked. */
const unzip = (bytes: Uint8Array): E.Either<DataProblem, Unzipped> =>
  pipe(
    E.tryCatch(
      () => {
        const size = unpackedSize(bytes)
        if (size === undefined) throw new Error('an array is said to hold more than its bytes can')
        return size <= arrayLimit ? unzipSync(bytes, { filter: isArray }) : undefined
      },
      (error) =>
        dataProblem(`is no .npz archive that can be read: ${messageOf(error)}. Write it again.`),
    ),
    E.chain(
      E.fromNullable(
        dataProblem(
          `holds arrays of more than ${describeBytes(arrayLimit)}, which are held in memory. Give a part of the examples.`,
        ),
      ),
    ),
  )

/** The arrays of a .npz archive's bytes. */
export const parseNpz = (bytes: Uint8Array): E.Either<DataProblem, ReadonlyArray<NumberArray>> =>
  pipe(
    unzip(bytes),
    E.map((files) => Object.entries(files)),
    E.chain(E.traverseArray(([name, content]) => parseNpy(name.replace(/\.npy$/, ''), content))),
    E.filterOrElse(
      (arrays) => arrays.length > 0,
      () => dataProblem('holds no array, as numpy.savez stores them.'),
    ),
  )
