import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { counted } from '../../common/index.ts'
import { cellProblem, type DataProblem, refuse } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { type TargetEncoding } from '../Preparation.ts'
import { allParts, codeClasses, type CodedLabels, codeNumbers } from '../codeLabels.ts'
import { type ColumnNumbers, mostlyNumbers } from './decideNumbers.ts'
import { describeWrong } from './describeWrong.ts'
import {
  describeMissing,
  type IsMissing,
  markerThatIsClass,
  missingByDefault,
  withoutMissing,
} from './missing.ts'
import { isPlain } from './NumberForm.ts'
import { truthOf } from './readNumber.ts'
import { type Cell, type Column, columnOf, insteadOf, namesOf, type Table } from './Table.ts'
import { isDate, isNumberForPeople } from './textForms.ts'
import { adviceOnForm, mixedProblem, unreadProblem } from './inferColumns.ts'
import { firstSpelling, valueKey } from './valueKey.ts'

/** Whole numbers of so few values are taken for classes. */
const fewClasses = 20

/** More classes than this part of the rows are no classes. */
const mostClasses = 0.5

/** The column to be predicted. */
export const targetColumn = (
  table: Table,
  wanted: string | undefined,
): E.Either<DataProblem, Column> => {
  const advice = table.advice === undefined ? '' : ` ${table.advice}`
  if (wanted === undefined)
    return refuse(
      `has the columns ${namesOf(table)}. Say which is to be predicted, by --target NAME.${advice}`,
    )
  const found = columnOf(table, wanted)
  return found === undefined
    ? refuse(
        `has no column ${JSON.stringify(wanted)} to predict; ${insteadOf(table, wanted)}${advice}`,
      )
    : E.right(found)
}

/** The column to be predicted, in which every missing label is `null`. */
export interface LabelColumn {
  readonly column: Column
  readonly notes: ReadonlyArray<string>
}

/** Finds the labels that are missing; a marker that can only be a class is one. */
export const labelColumn = (
  column: Column,
  isMissing: IsMissing,
  { read }: ColumnNumbers,
  { task, missing }: DataOptions,
): LabelColumn => {
  const marker =
    task === 'regression' || missing !== undefined
      ? undefined
      : markerThatIsClass(column, isMissing, (cell) => read(cell) !== undefined)
  const isNoLabel: IsMissing = (cell) => isMissing(cell) && cell !== marker
  return {
    column: withoutMissing(column, isNoLabel),
    notes: [
      ...(marker === undefined
        ? []
        : [
            `${JSON.stringify(marker)} is a class of ${column.name}, though it counts as missing elsewhere; --missing says otherwise`,
          ]),
      ...(!isMissing('') && column.cells.includes('')
        ? [`empty cells of ${column.name} are a class, as --missing has no empty text`]
        : []),
    ],
  }
}

/** Refuses rows without a label. */
const checkAllLabelled = (
  table: Table,
  { name, cells }: Column,
  { missing = missingByDefault }: DataOptions,
): E.Either<DataProblem, void> => {
  const first = cells.indexOf(null)
  if (first === -1) return E.right(undefined)
  const rows = cells.flatMap((cell, row) => (cell === null ? [row] : []))
  const others = rows.length - 1
  return E.left({
    ...cellProblem(
      'has no label',
      { row: table.place(first), column: name },
      `${others > 0 ? `, and in ${counted(others, 'more row', 'more rows')}` : ''}. Fill it in, or remove the rows without one. As missing count ${describeMissing(missing)}; --missing says otherwise.`,
    ),
    bad: { what: ['row without a label', 'rows without a label'], rows },
  })
}

const shareOf = (cells: ReadonlyArray<Cell>, is: (text: string) => boolean): number =>
  cells.filter((cell) => is(String(cell))).length / cells.length

/** Refuses labels that hardly come again. */
const checkFewClasses = (
  table: Table,
  { name, cells }: Column,
  distinct: number,
  areNumbers: boolean,
): E.Either<DataProblem, void> => {
  if (distinct <= fewClasses || distinct <= mostClasses * table.count) return E.right(undefined)
  const example = JSON.stringify(String(cells[0]))
  const place = { row: table.place(0), column: name }
  if (shareOf(cells, isDate) > mostlyNumbers)
    return E.left(
      cellProblem(
        `holds the date ${example}`,
        place,
        ', as in most rows, and dates are not predicted. Give what is wanted of them as a number, such as days from a first day.',
      ),
    )
  if (!areNumbers && shareOf(cells, isNumberForPeople) > mostlyNumbers)
    return E.left(
      cellProblem(
        `holds ${example}`,
        place,
        ', as most rows do a number with something beside it, which is not read as a number. Write plain numbers, as 1234.5, without a unit.',
      ),
    )
  return refuse(
    `has ${distinct} distinct values in ${table.count} rows of the column ${JSON.stringify(name)}: these are no classes. Predict another column${
      areNumbers ? ', or a number by --task regression' : ''
    }.`,
  )
}

const classesOf = (
  table: Table,
  column: Column,
  distinct: number,
  areNumbers: boolean,
): E.Either<DataProblem, CodedLabels> =>
  pipe(
    checkFewClasses(table, column, distinct, areNumbers),
    E.chain(() => {
      const spell = firstSpelling()
      // No label is missing.
      const spelled = column.cells.map((cell) => spell(String(cell)))
      return codeClasses({
        values: spelled,
        place: table.place,
        parts: allParts,
        splitCount: table.count,
      })
    }),
  )

const noNumberLabel = ['row whose label is no number', 'rows whose labels are no numbers'] as const

/** Labels of which none is missing. */
const codeLabels = (
  table: Table,
  column: Column,
  numbers: ColumnNumbers,
  task: DataOptions['task'],
): E.Either<DataProblem, CodedLabels> => {
  const { cells, name } = column
  const values = Float64Array.from(cells, (cell) =>
    truthOf(cell) === undefined ? (numbers.read(cell) ?? NaN) : NaN,
  )
  const text = values.findIndex(Number.isNaN)
  const distinct = text === -1 ? new Set(values).size : new Set(cells).size
  const numeric = values.reduce((n, value) => (Number.isNaN(value) ? n : n + 1), 0)
  if (numbers.mixed !== undefined && task !== 'classification')
    return E.left(mixedProblem(table, name, numbers.mixed))
  if (
    numbers.unread !== undefined &&
    numeric <= mostlyNumbers * table.count &&
    task !== 'classification'
  )
    return E.left(unreadProblem(table, name, numbers.unread, numbers.form))
  const fewTexts = numeric > mostlyNumbers * table.count && distinct > fewClasses
  if (text !== -1 && (task === 'regression' || (task === undefined && fewTexts)))
    return E.left({
      ...cellProblem(
        `holds ${describeWrong(cells[text] ?? null)}`,
        { row: table.place(text), column: name },
        `, where a number is to be predicted. Correct it, or predict classes by --task classification.${adviceOnForm(cells[text] ?? null, numbers)}`,
      ),
      bad: {
        what: noNumberLabel,
        rows: Array.from(values.entries()).flatMap(([row, value]) =>
          Number.isNaN(value) ? [row] : [],
        ),
      },
    })
  const wholeAndFew = distinct <= fewClasses && values.every(Number.isInteger)
  return task === 'classification' || (task === undefined && (text !== -1 || wholeAndFew))
    ? classesOf(table, column, distinct, text === -1)
    : pipe(
        codeNumbers(`the column ${JSON.stringify(name)}`, values),
        E.map(({ code, ...coded }) => ({
          ...coded,
          code:
            code._tag === 'Number' && !isPlain(numbers.form)
              ? { ...code, form: numbers.form }
              : code,
        })),
      )
}

/**
 * The labels of a table: by default classes where they are texts or whole numbers of few values,
 * else numbers. Every row must have one.
 */
export const tableLabels = (
  table: Table,
  column: Column,
  numbers: ColumnNumbers,
  options: DataOptions,
): E.Either<DataProblem, CodedLabels> =>
  pipe(
    checkAllLabelled(table, column, options),
    E.chain(() => codeLabels(table, column, numbers, options.task)),
  )

/** The labels that new rows have themselves, as a code names them; `null` where there is none. */
export const knownLabels = (
  table: Table,
  column: Column,
  code: TargetEncoding,
  isMissing: IsMissing,
  numbers: ColumnNumbers,
): E.Either<DataProblem, ReadonlyArray<string | number | null>> => {
  if (code._tag === 'Classes') {
    const names = new Map(code.names.map((name) => [valueKey(name), name]))
    return E.right(
      column.cells.map((cell) => {
        const text = String(cell)
        return (
          (cell === null ? undefined : names.get(valueKey(text))) ?? (isMissing(cell) ? null : text)
        )
      }),
    )
  }
  const { cells } = withoutMissing(column, isMissing)
  const labels = cells.map((cell) => (cell === null || cell === '' ? null : numbers.read(cell)))
  const bad = labels.indexOf(undefined)
  return bad === -1
    ? E.right(labels.map((label) => label ?? null))
    : E.left({
        ...cellProblem(
          `holds ${describeWrong(cells[bad] ?? null)}`,
          { row: table.place(bad), column: column.name },
          `, where the label is a number. Correct it, or leave the cell empty.${adviceOnForm(cells[bad] ?? null, numbers)}`,
        ),
        bad: {
          what: noNumberLabel,
          rows: labels.flatMap((label, row) => (label === undefined ? [row] : [])),
        },
      })
}
