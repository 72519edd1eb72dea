import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Examples } from '../task/index.ts'
import { checkNewExamples, exampleRows } from './arrays/arrayRows.ts'
import { findExamples, type FoundExamples } from './arrays/findArrays.ts'
import { type NumberArray } from './arrays/NumberArray.ts'
import { exampleShape, scaleValues } from './arrays/scaling.ts'
import { describeLeftOut, leavingOutBad, type OnBad, type Rows } from './badRows.ts'
import { type DataProblem, dataProblem, refuse } from './DataError.ts'
import { type ReadingOptions } from './DataOptions.ts'
import { type ColumnEncoding, type Preparation, type TargetEncoding } from './Preparation.ts'
import { type ColumnNumbers, decideNumbers, plainNumbers } from './table/decideNumbers.ts'
import { describeNumbers } from './table/describeColumns.ts'
import { encodeRows } from './table/encodeRows.ts'
import { missingIn, tableWithoutMissing, withoutMissing } from './table/missing.ts'
import { noteNewRows } from './table/noteNewRows.ts'
import { checkMarks, tableRows } from './table/prepareTable.ts'
import { plainText } from './table/plainText.ts'
import { calledAs, columnOf, type Table } from './table/Table.ts'
import { knownLabels } from './table/tableLabels.ts'

/** Images that are decoded: values from 0 to 255. */
export interface Pixels {
  /** Height, width and channels. */
  readonly shape: ReadonlyArray<number>
  /** The values of the images, one image after another. */
  readonly values: Examples['values']
  /** What each image is called. */
  readonly names: ReadonlyArray<string>
  /** The class of each image, where it is known. */
  readonly labels?: ReadonlyArray<string>
  /** What is to be noted about them, lines for a person. */
  readonly notes?: ReadonlyArray<string>
}

/** New data as it was read, not yet numbers. */
export type NewRows =
  | { readonly _tag: 'Table'; readonly table: Table }
  | { readonly _tag: 'Images'; readonly images: Pixels }
  | { readonly _tag: 'Arrays'; readonly arrays: ReadonlyArray<NumberArray> }

/** New data as a network reads it. */
export interface NewExamples {
  readonly examples: Omit<Examples, 'labels'>
  /** What each example is called: its line, row or file. */
  readonly names: ReadonlyArray<string>
  /** The label that the data itself gives each example, where it does: a class's name or a number. */
  readonly labels?: ReadonlyArray<string | number | null>
  /** What is to be noted about the data, lines for a person. */
  readonly notes?: ReadonlyArray<string>
}

type Of<Tag extends Preparation['_tag']> = Preparation & { readonly _tag: Tag }

const allRows = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i)

const namesRead = ({ columns, targetColumn }: Of<'Table'>): ReadonlyArray<string> => [
  targetColumn,
  ...columns.map(({ name }) => name),
]

/** Whether a preparation reads a table's column, by its name; others may hold anything. */
export const columnsRead = (preparation: Of<'Table'>): ((column: string) => boolean) => {
  const read = new Set(namesRead(preparation).map(plainText))
  return (column) => read.has(plainText(column))
}

const labelsOfTable = (
  table: Table,
  { target, targetColumn, reading = {} }: Of<'Table'>,
  numbers: ReadonlyMap<string, ColumnNumbers>,
): E.Either<DataProblem, Pick<NewExamples, 'labels'>> => {
  const column = columnOf(table, targetColumn)
  return column === undefined
    ? E.right({})
    : pipe(
        knownLabels(
          table,
          column,
          target,
          missingIn(reading.missing),
          numbers.get(targetColumn) ?? plainNumbers,
        ),
        E.map((labels) => ({ labels })),
      )
}

/** How the numbers of new rows are read: as those of the training rows, where their form was told by them. */
const numbersOf = (
  table: Table,
  { columns, target, targetColumn, reading = {} }: Of<'Table'>,
): ReadonlyMap<string, ColumnNumbers> => {
  const codes = [...columns, { ...target, name: targetColumn }]
  const isMissing = missingIn(reading.missing)
  const known = codes.flatMap((code) =>
    code._tag === 'Number' && code.form !== undefined ? [[code.name, code.form] as const] : [],
  )
  return decideNumbers(
    table,
    codes.flatMap((code) => {
      const column = code._tag === 'Number' ? columnOf(table, code.name) : undefined
      return column === undefined ? [] : [withoutMissing(column, isMissing)]
    }),
    { options: reading, known: new Map(known) },
  )
}

const applyToTable = (preparation: Of<'Table'>, raw: Table): E.Either<DataProblem, NewExamples> => {
  const { columns, targetColumn, reading = {} } = preparation
  const table = tableWithoutMissing(
    calledAs(raw, namesRead(preparation)),
    missingIn(reading.missing),
    targetColumn,
  )
  const { count, place } = table
  const numbers = numbersOf(table, preparation)
  return pipe(
    checkMarks(reading),
    E.bind('values', () => encodeRows(table, columns, allRows(count), numbers)),
    E.bind('labels', () => labelsOfTable(table, preparation, numbers)),
    E.map(({ values, labels }) => {
      const notes = [
        ...table.notes,
        ...describeNumbers(
          table,
          Array.from(numbers, ([name, own]) => ({ name, numbers: own })),
        ),
        ...noteNewRows(table, columns, numbers),
      ]
      return {
        examples: { count, shape: [values.length / count], values, scale: 1 },
        names: Array.from({ length: count }, (_, row) => place(row)),
        ...labels,
        ...(notes.length === 0 ? {} : { notes }),
      }
    }),
  )
}

const applyToImages = (
  { height, width, channels }: Of<'Images'>,
  { shape, values, names, labels, notes = [] }: Pixels,
): E.Either<DataProblem, NewExamples> => {
  const wanted = [height, width, channels]
  return shape.join() === wanted.join()
    ? E.right({
        examples: { count: names.length, shape, values, scale: 1 / 255 },
        names,
        ...(labels === undefined ? {} : { labels }),
        ...(notes.length === 0 ? {} : { notes }),
      })
    : refuse(`holds images of ${shape.join(' x ')}, but the network reads ${wanted.join(' x ')}.`)
}

const applyToArrays = (
  { shape, scaling, target }: Of<'Arrays'>,
  found: FoundExamples,
): E.Either<DataProblem, NewExamples> => {
  const { x, y, at } = found
  const own = exampleShape(x.shape)
  const [count = 0] = x.shape
  if (own.join() !== shape.join())
    return refuse(
      `holds examples of ${own.join(' x ')} numbers in ${x.name}, but the network reads ${shape.join(' x ')}.`,
    )
  const labelOf = (value: number): string | number | null =>
    Number.isFinite(value) ? (target._tag === 'Classes' ? String(value) : value) : null
  return pipe(
    checkNewExamples(found),
    E.chain(() => scaleValues(x, scaling, allRows(count))),
    E.map((scaled) => ({
      examples: { count, shape, ...scaled },
      names: Array.from({ length: count }, (_, row) => `row ${at(row) + 1}`),
      ...(y === undefined ? {} : { labels: Array.from(y.values, labelOf) }),
    })),
  )
}

/** A preparation by which new rows are read as they are told to be, rather than as the training rows were. */
export const readAs = (
  preparation: Preparation,
  reading: ReadingOptions,
): E.Either<DataProblem, Preparation> => {
  if (Object.keys(reading).length === 0) return E.right(preparation)
  if (preparation._tag !== 'Table')
    return refuse(
      `is read as ${formOf[preparation._tag]}, so it has no ${Object.keys(reading).join(' and no ')}. Leave that out.`,
    )
  const { columns, target } = preparation
  const isOpen = reading.decimal !== undefined || reading.thousands !== undefined
  const withoutForm = <A extends ColumnEncoding | TargetEncoding>(code: A): A => {
    if (!isOpen || code._tag !== 'Number') return code
    const rest = Object.entries(code).filter(([name]) => name !== 'form')
    // Only what is optional is left out.
    return Object.fromEntries(rest) as A
  }
  return E.right({
    ...preparation,
    columns: columns.map(withoutForm),
    target: withoutForm(target),
    reading: { ...preparation.reading, ...reading },
  })
}

const formOf = { Table: 'a table', Images: 'images', Arrays: 'arrays' } as const

/** Makes new rows into numbers without those that are bad, and notes which were left out. */
const applyWithoutBad = <D>(
  rows: Rows<D>,
  onBad: OnBad | undefined,
  data: D,
  apply: (data: D) => E.Either<DataProblem, NewExamples>,
): E.Either<DataProblem, NewExamples> =>
  pipe(
    leavingOutBad(rows, onBad, data, apply),
    E.filterOrElse(
      ({ used }) => used.examples.count > 0,
      ({ leftOut }) =>
        dataProblem(`has no row left to predict. (${describeLeftOut(leftOut).join()}.)`),
    ),
    E.map(({ used, leftOut }) =>
      leftOut.length === 0
        ? used
        : { ...used, notes: [...describeLeftOut(leftOut), ...(used.notes ?? [])] },
    ),
  )

/**
 * Makes new data into the numbers that a network reads, just as its training data was made. Labels
 * are taken where the data has them. The same code runs in Node, in a page and in an exported model.
 *
 * @param onBad - what is done with rows that hold a text among numbers, or no number; default `refuse`
 */
export const applyPreparation = (
  preparation: Preparation,
  rows: NewRows,
  onBad?: OnBad,
): E.Either<DataProblem, NewExamples> => {
  if (preparation._tag === 'Table' && rows._tag === 'Table')
    return applyWithoutBad(tableRows, onBad, rows.table, (table) =>
      applyToTable(preparation, table),
    )
  if (preparation._tag === 'Images' && rows._tag === 'Images')
    return applyToImages(preparation, rows.images)
  if (preparation._tag === 'Arrays' && rows._tag === 'Arrays')
    return pipe(
      findExamples(rows.arrays),
      E.chain((found) =>
        applyWithoutBad(exampleRows, onBad, found, (rest) => applyToArrays(preparation, rest)),
      ),
    )
  return refuse(`holds ${formOf[rows._tag]}, but the network reads ${formOf[preparation._tag]}.`)
}
