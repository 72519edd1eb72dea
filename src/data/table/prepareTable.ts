import * as E from 'fp-ts/lib/Either.js'
import { type Examples } from '../../space/index.ts'
import { badData, type DataError } from '../DataError.ts'
import { type DataOptions } from '../DataOptions.ts'
import { type Prepared } from '../Prepared.ts'
import { describeSplit, describeTarget } from '../describePrepared.ts'
import { type RowSplit, splitOf, splitRows } from '../splitRows.ts'
import { type CodedLabels, fitTarget, labelsOf, targetOf } from '../codeLabels.ts'
import { describeColumns } from './describeColumns.ts'
import { encodeRows, fitColumns, fitsMemory, widthOfRow } from './encodeRows.ts'
import { type Table } from './Table.ts'
import { tableLabels, targetColumn } from './tableLabels.ts'
import { type Understood, understandColumns } from './understandColumns.ts'

/** Fewest rows that training, validation and test can be made of. */
const fewestRows = 10

/** What the columns but the target are taken for; one of them at least is read. */
const features = (
  table: Table,
  target: string,
  told: DataOptions['columns'],
  rows: RowSplit,
): E.Either<DataError, ReadonlyArray<Understood>> =>
  E.Chain.chain(
    understandColumns(
      table,
      table.columns.filter(({ name }) => name !== target),
      told,
      rows.train,
    ),
    (columns) =>
      columns.every(({ _tag }) => _tag === 'Ignored')
        ? E.left(
            badData(
              table.file,
              `has no column to predict ${JSON.stringify(target)} from${columns
                .map(
                  (understood) =>
                    `; ${understood.column.name} is ignored (${'reason' in understood ? understood.reason : ''})`,
                )
                .slice(0, 3)
                .join('')}.`,
            ),
          )
        : E.right(columns),
  )

/**
 * Splits a table and makes numbers of it: scaled numbers, one number a value of a category. What is
 * fitted (means, deviations, values) is fitted on the training rows alone.
 */
export const prepareTable = (table: Table, options: DataOptions): E.Either<DataError, Prepared> => {
  const target = targetColumn(table, options.target)
  if (E.isLeft(target)) return target
  if (table.count < fewestRows)
    return E.left(
      badData(
        table.file,
        `has ${table.count} ${table.count === 1 ? 'row' : 'rows'} of data; training, validation and test need ${fewestRows} at least.`,
      ),
    )
  const labels = tableLabels(table, target.right, options.task)
  if (E.isLeft(labels)) return labels
  const coded: CodedLabels = labels.right
  const rows = splitRows(
    table.count,
    coded.code._tag === 'Classes' ? coded.values : undefined,
    splitOf(options),
  )
  const columns = features(table, target.right.name, options.columns, rows)
  if (E.isLeft(columns)) return columns

  const code = fitTarget(coded, rows.train)
  const codes = fitColumns(columns.right, rows.train)
  const fits = fitsMemory(table, codes)
  if (E.isLeft(fits)) return fits
  const width = widthOfRow(codes)
  const examples = (part: Int32Array): E.Either<DataError, Examples> =>
    E.Functor.map(encodeRows(table, codes, part), (values) => ({
      count: part.length,
      shape: [width],
      values,
      scale: 1,
      labels: labelsOf(code, coded.values, part),
    }))
  const train = examples(rows.train)
  if (E.isLeft(train)) return train
  const validation = examples(rows.validation)
  if (E.isLeft(validation)) return validation
  const test = examples(rows.test)
  if (E.isLeft(test)) return test
  const splits = {
    train: train.right,
    validation: validation.right,
    test: test.right,
    task: { input: [width], target: targetOf(code) },
    ...(code._tag === 'Number' ? { unit: code.deviation } : {}),
  }
  return E.right({
    source: table.file,
    splits,
    preparation: {
      _tag: 'Table',
      columns: codes,
      target: code,
      targetColumn: target.right.name,
    },
    report: [
      `${table.file}: ${table.form}, ${table.count} rows, ${table.columns.length} columns`,
      ...table.notes.map((note) => `note: ${note}`),
      ...describeColumns(columns.right, codes),
      ...describeTarget(target.right.name, { ...coded, code }),
      ...describeSplit(splits),
    ],
  })
}
