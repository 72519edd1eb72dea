import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { badData, type DataError, noData } from '../../data/DataError.ts'
import { makeFolder, readRegularFile } from '../files/index.ts'
import { messageOf } from '../../common/index.ts'
import { type Examples, type Splits, Task } from '../../core.ts'

/**
 * A prepared data set on disk, for worker processes: read once by whoever asked for it, in whatever
 * form, and the same for every worker. The test part is a file of its own, which only the final
 * training opens.
 */
const files = { train: 'train.bin', validation: 'validation.bin', test: 'test.bin' } as const

const arrayTypes = { u1: Uint8Array, i4: Int32Array, f4: Float32Array } as const

const ArrayType = t.keyof({ u1: null, i4: null, f4: null })

const Header = t.type({
  count: t.number,
  shape: t.readonlyArray(t.number),
  scale: t.number,
  values: ArrayType,
  labels: ArrayType,
})

/** What a stored data set says of itself; its hash is of this text, so its fields keep their names. */
const About = t.intersection([t.type({ task: Task }), t.partial({ unit: t.number })])

const typeOf = (array: Uint8Array | Int32Array | Float32Array): keyof typeof arrayTypes =>
  array instanceof Uint8Array ? 'u1' : array instanceof Int32Array ? 'i4' : 'f4'

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

const toBytes = ({ values, labels, count, shape, scale }: Examples): ReadonlyArray<Uint8Array> => {
  const header = Buffer.from(
    JSON.stringify({ count, shape, scale, values: typeOf(values), labels: typeOf(labels) }),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32LE(header.length)
  return [length, header, bytesOf(values), bytesOf(labels)]
}

const write = (folder: string, { task, labelScale, ...parts }: Splits): string => {
  const hash = createHash('sha256')
  const about = JSON.stringify({ task, unit: labelScale })
  makeFolder(folder)
  hash.update(about)
  writeFileSync(join(folder, 'about.json'), about)
  for (const name of ['train', 'validation', 'test'] as const) {
    const pieces = toBytes(parts[name])
    for (const bytes of pieces) hash.update(bytes)
    writeFileSync(join(folder, files[name]), Buffer.concat(pieces))
  }
  return hash.digest('hex')
}

/** Writes the parts of a data set into a folder. Gives a hash of what they hold. */
export const storeSplits = (folder: string, splits: Splits): E.Either<DataError, string> =>
  E.tryCatch(
    () => write(folder, splits),
    (error) => noData(`The prepared data could not be kept in ${folder}: ${messageOf(error)}.`),
  )

const decodeJson =
  <A>(codec: t.Type<A, unknown>) =>
  (text: string): E.Either<unknown, A> =>
    pipe(
      E.tryCatch((): unknown => JSON.parse(text), String),
      E.chainW((json) => codec.decode(json)),
    )

const read = (file: string): E.Either<DataError, Buffer> =>
  pipe(
    readRegularFile(file),
    E.mapLeft((reason) => noData(`${file} ${reason}.`)),
  )

/** The examples of a stored part, by its header; nothing where its bytes are not as the header says. */
const fromBytes = (
  bytes: Buffer,
  valuesAt: number,
  { count, shape, scale, values, labels }: t.TypeOf<typeof Header>,
): Examples | undefined => {
  const size = count * shape.reduce((a, b) => a * b, 1)
  const labelsAt = valuesAt + size * arrayTypes[values].BYTES_PER_ELEMENT
  const end = labelsAt + count * arrayTypes[labels].BYTES_PER_ELEMENT
  if (values === 'i4' || bytes.length !== end) return undefined
  // A typed array begins at a multiple of its element's size: a copy does.
  const copy = (from: number, to: number): ArrayBuffer =>
    new Uint8Array(bytes.subarray(from, to)).buffer
  return {
    count,
    shape,
    scale,
    values: new arrayTypes[values](copy(valuesAt, labelsAt)),
    labels: new arrayTypes[labels](copy(labelsAt, end)),
  }
}

const decodePart = (bytes: Buffer): E.Either<unknown, Examples> => {
  const length = bytes.length < 4 ? 0 : bytes.readUInt32LE(0)
  return pipe(
    decodeJson(Header)(bytes.toString('utf8', 4, 4 + length)),
    E.chainNullableK<unknown>(undefined)((header) => fromBytes(bytes, 4 + length, header)),
  )
}

/** One part of a stored data set. */
export const readStored = (
  folder: string,
  name: keyof typeof files,
): E.Either<DataError, Examples> => {
  const file = join(folder, files[name])
  return pipe(
    read(file),
    E.chain((bytes) =>
      pipe(
        decodePart(bytes),
        E.mapLeft(() => badData(file, 'is no stored part of a data set, or is damaged.')),
      ),
    ),
  )
}

/** The task of a stored data set, and the scale of its labels. */
export const readStoredTask = (
  folder: string,
): E.Either<DataError, { readonly task: Task; readonly labelScale?: number }> => {
  const file = join(folder, 'about.json')
  return pipe(
    read(file),
    E.chain((bytes) =>
      pipe(
        decodeJson(About)(bytes.toString('utf8')),
        E.bimap(
          () => badData(file, 'is no stored data set.'),
          ({ task, unit }) => ({ task, ...(unit === undefined ? {} : { labelScale: unit }) }),
        ),
      ),
    ),
  )
}
