import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DataFile } from '../DataFile.ts'
import { type DataProblem } from '../DataError.ts'
import { arrayLimit, checkFileSize } from '../memoryLimits.ts'
import { type NumberArray } from './NumberArray.ts'
import { parseNpy, parseNpz } from './parseNpy.ts'

type ReadArrays = (file: DataFile) => TE.TaskEither<DataProblem, ReadonlyArray<NumberArray>>

const bytesOf = (file: DataFile): TE.TaskEither<DataProblem, Uint8Array> =>
  pipe(
    TE.fromEither(checkFileSize(file, arrayLimit)),
    TE.chainTaskK(() => () => file.slice()),
    TE.map((buffer) => new Uint8Array(buffer)),
  )

const baseName = (file: string): string => file.replace(/^.*[/\\]/s, '').replace(/\.[^.]*$/, '')

/** The array of a .npy file, which is called as the file is. */
export const readNpy: ReadArrays = (file) =>
  pipe(
    bytesOf(file),
    TE.chainEitherK((bytes) => parseNpy(baseName(file.name), bytes)),
    TE.map((array) => [array]),
  )

/** The arrays of a .npz archive. */
export const readNpz: ReadArrays = (file) => pipe(bytesOf(file), TE.chainEitherK(parseNpz))
