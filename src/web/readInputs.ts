import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { columnsRead, type NewRows, pixelsOfRaster, type Preparation } from '../data/index.ts'
// Not through the folder's index, which knows every form of file.
import { type DataProblem, dataProblem } from '../data/DataError.ts'
import { tableOfRecords } from '../data/table/collectRecords.ts'
import { type ImageInput, rasterOf } from './rasterOf.ts'

type Of<Tag extends Preparation['_tag']> = Preparation & { readonly _tag: Tag }

const numbersWithin = (input: unknown): ReadonlyArray<number> =>
  ArrayBuffer.isView(input) || Array.isArray(input)
    ? Array.from(input as ArrayLike<unknown>).flatMap((part) =>
        typeof part === 'number' ? [part] : numbersWithin(part),
      )
    : []

const readArrays = (
  inputs: ReadonlyArray<unknown>,
  { shape, scaling }: Of<'Arrays'>,
): E.Either<DataProblem, NewRows> => {
  const size = shape.reduce((a, b) => a * b, 1)
  const examples = inputs.map(numbersWithin)
  const wrong = examples.findIndex(({ length }) => length !== size)
  if (wrong >= 0)
    return E.left(
      dataProblem(
        `has ${examples[wrong]?.length ?? 0} numbers in item ${wrong + 1}, but the network reads ${shape.join(' x ')}.`,
      ),
    )
  const values = examples.flat()
  return E.right({
    _tag: 'Arrays',
    arrays: [
      {
        name: 'x',
        shape: [inputs.length, ...shape],
        values: scaling === null ? Uint8Array.from(values) : Float64Array.from(values),
      },
    ],
  })
}

const readImages = async (
  inputs: ReadonlyArray<unknown>,
  form: Of<'Images'>,
): Promise<E.Either<DataProblem, NewRows>> => {
  const shape = [form.height, form.width, form.channels]
  const size = form.height * form.width * form.channels
  const values = new Float32Array(inputs.length * size)
  for (const [i, input] of inputs.entries())
    try {
      values.set(pixelsOfRaster(await rasterOf(input as ImageInput), form), i * size)
    } catch (error) {
      return E.left(
        dataProblem(
          `holds no image in item ${i + 1}: ${error instanceof Error ? error.message : String(error)}`,
        ),
      )
    }
  const names = inputs.map((_, i) => `image ${i + 1}`)
  return E.right({ _tag: 'Images', images: { shape, values, names } })
}

/** What a page or a program gives, as the rows, images or arrays that a preparation is of. */
export const readInputs = (
  inputs: ReadonlyArray<unknown>,
  preparation: Preparation,
): Promise<E.Either<DataProblem, NewRows>> => {
  switch (preparation._tag) {
    case 'Table':
      return Promise.resolve(
        pipe(
          tableOfRecords(inputs, 'rows', columnsRead(preparation)),
          E.map((table): NewRows => ({ _tag: 'Table', table })),
        ),
      )
    case 'Images':
      return readImages(inputs, preparation)
    case 'Arrays':
      return Promise.resolve(readArrays(inputs, preparation))
  }
}
