import * as E from 'fp-ts/lib/Either.js'
import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import {
  badData,
  columnOf,
  type DataError,
  encodeRows,
  exampleShape,
  findExamples,
  knownLabels,
  noData,
  type Preparation,
  scaleValues,
} from '../../data/index.ts'
import { type Examples } from '../../index.ts'
import { readNpy } from './arrays/readNpy.ts'
import { guarded } from './guarded.ts'
import { isIdx } from './idx/isIdx.ts'
import { loadMnist } from './idx/loadMnist.ts'
import { namedFolder } from './idx/namedFolder.ts'
import { foldersIn, imagesIn, isImage } from './images/listImages.ts'
import { readImages } from './images/readImages.ts'
import { readTable } from './readTable.ts'

/** New data as a network reads it. */
export interface NewExamples {
  readonly examples: Omit<Examples, 'labels'>
  /** What each example is called: its line, row or file. */
  readonly names: ReadonlyArray<string>
  /** The label that the data itself gives each example, where it does: a class's name or a number. */
  readonly labels?: ReadonlyArray<string | number | null>
}

const allRows = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i)

const ofTable = async (
  source: string,
  { columns, target, targetColumn }: Preparation & { readonly _tag: 'Table' },
): Promise<E.Either<DataError, NewExamples>> => {
  const read = new Set([targetColumn, ...columns.map(({ name }) => name)])
  const table = await readTable(source, (column) => read.has(column))
  if (E.isLeft(table)) return table
  const { count, place } = table.right
  const values = encodeRows(table.right, columns, allRows(count))
  if (E.isLeft(values)) return values
  const examples: NewExamples = {
    examples: { count, shape: [values.right.length / count], values: values.right, scale: 1 },
    names: Array.from({ length: count }, (_, row) => place(row)),
  }
  const labelled = columnOf(table.right, targetColumn)
  return labelled === undefined
    ? E.right(examples)
    : E.Functor.map(knownLabels(table.right, labelled, target), (labels) => ({
        ...examples,
        labels,
      }))
}

/** The images of a file, of a folder, or of a folder with a folder a class. */
const listImages = async (
  source: string,
): Promise<{ readonly files: ReadonlyArray<string>; readonly labels?: ReadonlyArray<string> }> => {
  if (statSync(source).isFile()) return { files: [source] }
  const here = await imagesIn(source)
  if (here.length > 0) return { files: here }
  const files: Array<string> = []
  const labels: Array<string> = []
  for (const name of await foldersIn(source))
    for (const file of await imagesIn(join(source, name))) {
      files.push(file)
      labels.push(name)
    }
  return { files, labels }
}

/** Of a data set in MNIST's form the test images are predicted. */
const ofIdx = async (
  folder: string,
  form: Preparation & { readonly _tag: 'Images' },
): Promise<E.Either<DataError, NewExamples>> => {
  const splits = await loadMnist(folder)
  if (E.isLeft(splits)) return splits
  const { labels, ...examples } = splits.right.test
  const shape = [form.height, form.width, form.channels]
  if (examples.shape.join() !== shape.join())
    return E.left(
      badData(
        folder,
        `holds images of ${examples.shape.join(' x ')}, but the network reads ${shape.join(' x ')}.`,
      ),
    )
  const classes = form.target._tag === 'Classes' ? form.target.names : []
  return E.right({
    examples,
    names: Array.from(labels, (_, i) => `image ${i + 1}`),
    labels: Array.from(labels, (label) => classes[label] ?? String(label)),
  })
}

const ofImages = async (
  source: string,
  form: Preparation & { readonly _tag: 'Images' },
): Promise<E.Either<DataError, NewExamples>> => {
  const isFile = statSync(source).isFile()
  if (!isFile && (await readdir(source)).some(isIdx)) return ofIdx(source, form)
  if (isFile && !isImage(source))
    return E.left(badData(source, 'is no PNG or JPEG image, which the network reads.'))
  const { files, labels } = await listImages(source)
  if (files.length === 0) return E.left(badData(source, 'holds no PNG or JPEG image.'))
  return E.Functor.map(await readImages(files, form), (values) => ({
    examples: {
      count: files.length,
      shape: [form.height, form.width, form.channels],
      values,
      scale: 1 / 255,
    },
    names: files,
    ...(labels === undefined ? {} : { labels }),
  }))
}

const ofArrays = async (
  source: string,
  { shape, scaling, target }: Preparation & { readonly _tag: 'Arrays' },
): Promise<E.Either<DataError, NewExamples>> => {
  const ending = extname(source).toLowerCase()
  if (ending !== '.npz' && ending !== '.npy')
    return E.left(badData(source, 'is no NumPy file (.npz or .npy), which the network reads.'))
  const arrays = await readNpy(source)
  if (E.isLeft(arrays)) return arrays
  const found = findExamples(source, arrays.right)
  if (E.isLeft(found)) return found
  const { x, y } = found.right
  const own = exampleShape(x.shape)
  const [count = 0] = x.shape
  if (own.join() !== shape.join())
    return E.left(
      badData(
        source,
        `holds examples of ${own.join(' x ')} numbers in ${x.name}, but the network reads ${shape.join(' x ')}.`,
      ),
    )
  if (scaling === null && !(x.values instanceof Uint8Array))
    return E.left(
      badData(
        source,
        `holds numbers in ${x.name}, but the network reads bytes. Store ${x.name}.astype("uint8"), of the same brightness as in training.`,
      ),
    )
  const labelOf = (value: number): string | number | null =>
    Number.isFinite(value) ? (target._tag === 'Classes' ? String(value) : value) : null
  return E.Functor.map(scaleValues(source, x, scaling, allRows(count)), (scaled) => ({
    examples: { count, shape, ...scaled },
    names: Array.from({ length: count }, (_, row) => `row ${row + 1}`),
    ...(y === undefined ? {} : { labels: Array.from(y.values, labelOf) }),
  }))
}

const read = async (
  source: string,
  preparation: Preparation,
): Promise<E.Either<DataError, NewExamples>> => {
  const named = preparation._tag === 'Images' ? await namedFolder(source) : undefined
  if (named !== undefined && E.isLeft(named)) return named
  const path = named?.right.folder ?? source
  if (!existsSync(path)) return E.left(noData(`${source} does not exist.`))
  switch (preparation._tag) {
    case 'Table':
      return ofTable(path, preparation)
    case 'Images':
      return ofImages(path, preparation)
    case 'Arrays':
      return ofArrays(path, preparation)
  }
}

/** Reads new data as a preparation made the data that a network was trained on. Labels are optional. */
export const readForPrediction = (
  source: string,
  preparation: Preparation,
): Promise<E.Either<DataError, NewExamples>> => guarded(source, () => read(source, preparation))
