import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { badData, type DataError, noData } from '../../data/index.ts'
import { type Examples, type Splits, Task } from '../../index.ts'

/**
 * A prepared data set on disk, for worker processes: read once by whoever asked for it, in whatever
 * form, and the same for every worker. The test part is a file of its own, which only the final
 * training opens.
 */
const files = { train: 'train.bin', validation: 'validation.bin', test: 'test.bin' } as const

const kinds = { u1: Uint8Array, i4: Int32Array, f4: Float32Array } as const

const Kind = t.keyof({ u1: null, i4: null, f4: null })

const Header = t.type({
  count: t.number,
  shape: t.readonlyArray(t.number),
  scale: t.number,
  values: Kind,
  labels: Kind,
})

const About = t.intersection([t.type({ task: Task }), t.partial({ unit: t.number })])

const kindOf = (array: Uint8Array | Int32Array | Float32Array): keyof typeof kinds =>
  array instanceof Uint8Array ? 'u1' : array instanceof Int32Array ? 'i4' : 'f4'

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

const toBytes = ({ values, labels, count, shape, scale }: Examples): ReadonlyArray<Uint8Array> => {
  const header = Buffer.from(
    JSON.stringify({ count, shape, scale, values: kindOf(values), labels: kindOf(labels) }),
  )
  const length = Buffer.alloc(4)
  length.writeUInt32LE(header.length)
  return [length, header, bytesOf(values), bytesOf(labels)]
}

/** Writes the parts of a data set into a folder. Gives a hash of what they hold. */
export const storeSplits = (folder: string, splits: Splits): E.Either<DataError, string> => {
  const hash = createHash('sha256')
  const { task, unit } = splits
  const about = JSON.stringify({ task, unit })
  try {
    mkdirSync(folder, { recursive: true })
    hash.update(about)
    writeFileSync(join(folder, 'about.json'), about)
    for (const name of ['train', 'validation', 'test'] as const) {
      const parts = toBytes(splits[name])
      for (const bytes of parts) hash.update(bytes)
      writeFileSync(join(folder, files[name]), Buffer.concat(parts))
    }
    return E.right(hash.digest('hex'))
  } catch (error) {
    return E.left(
      noData(
        `The prepared data could not be kept in ${folder}: ${error instanceof Error ? error.message : String(error)}.`,
      ),
    )
  }
}

const parseJson = (text: string): E.Either<string, unknown> =>
  E.tryCatch(() => JSON.parse(text) as unknown, String)

const read = (file: string): E.Either<DataError, Buffer> =>
  E.tryCatch(
    () => readFileSync(file),
    (error) => noData(`${file} cannot be read (${String(error)}).`),
  )

/** One part of a stored data set. */
export const readStored = (
  folder: string,
  name: keyof typeof files,
): E.Either<DataError, Examples> => {
  const file = join(folder, files[name])
  return E.Chain.chain(read(file), (bytes) => {
    const length = bytes.length < 4 ? 0 : bytes.readUInt32LE(0)
    const text = bytes.toString('utf8', 4, 4 + length)
    const header = E.Chain.chain(parseJson(text), (u) => E.mapLeft(String)(Header.decode(u)))
    const bad = E.left(badData(file, 'is no stored part of a data set, or is damaged.'))
    if (E.isLeft(header)) return bad
    const { count, shape, scale, values, labels } = header.right
    const size = count * shape.reduce((a, b) => a * b, 1)
    const valuesAt = 4 + length
    const labelsAt = valuesAt + size * kinds[values].BYTES_PER_ELEMENT
    const end = labelsAt + count * kinds[labels].BYTES_PER_ELEMENT
    if (values === 'i4' || bytes.length !== end) return bad
    // A typed array begins at a multiple of its element's size: a copy does.
    const copy = (from: number, to: number): ArrayBuffer =>
      new Uint8Array(bytes.subarray(from, to)).buffer
    return E.right({
      count,
      shape,
      scale,
      values: new kinds[values](copy(valuesAt, labelsAt)),
      labels: new kinds[labels](copy(labelsAt, end)),
    })
  })
}

/** The task of a stored data set, and the unit of its labels. */
export const readStoredTask = (
  folder: string,
): E.Either<DataError, { readonly task: Task; readonly unit?: number }> => {
  const file = join(folder, 'about.json')
  return E.Chain.chain(read(file), (bytes) =>
    E.mapLeft(() => badData(file, 'is no stored data set.'))(
      E.Chain.chain(parseJson(bytes.toString('utf8')), (u) => E.mapLeft(String)(About.decode(u))),
    ),
  )
}
