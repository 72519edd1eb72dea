import { counted } from '../../common/index.ts'
import { type ColumnEncoding } from '../Preparation.ts'
import { type ColumnNumbers } from './decideNumbers.ts'
import { someOf } from './describeColumns.ts'
import { unknownValues } from './encodeRows.ts'
import { farNumbers } from './extremes.ts'
import { columnOf, type Table } from './Table.ts'

/** Whether training rows had no value in a column either. */
const hadNone = (code: ColumnEncoding): boolean =>
  code._tag === 'Number' ? code.flagged : [...code.values, ...(code.others ?? [])].includes('')

/** What is to be noted of cells of new rows that are missing, counted by columns. */
const missingCells = (
  table: Table,
  codes: ReadonlyArray<ColumnEncoding>,
): ReadonlyArray<string> => {
  const found = codes.flatMap((code) => {
    const cells = columnOf(table, code.name)?.cells ?? []
    const rows = cells.flatMap((cell, row) => (cell === null || cell === '' ? [row] : []))
    const [first] = rows
    return first === undefined
      ? []
      : [
          {
            isKnown: hadNone(code),
            text: `${code.name} in ${counted(rows.length, 'row')} (${rows.length === 1 ? '' : 'first '}${table.place(first)})`,
          },
        ]
  })
  const some = (isKnown: boolean): ReadonlyArray<string> => {
    const texts = found.flatMap((one) => (one.isKnown === isKnown ? one.text : []))
    return texts.length === 0 ? [] : [someOf(texts)]
  }
  return [
    ...some(true).map((texts) => `no value, as in some rows of training: ${texts}`),
    ...some(false).map(
      (texts) =>
        `no value, where every row of training had one: ${texts}; for a number its mean in training is taken, and a category is none that the network knows`,
    ),
  ]
}

const mostColumns = 10

const few = (notes: ReadonlyArray<string>): ReadonlyArray<string> =>
  notes.length <= mostColumns
    ? notes
    : [
        ...notes.slice(0, mostColumns),
        `${counted(notes.length - mostColumns, 'more column')} of which the same is to be said`,
      ]

/** What is to be noted of new rows, as they differ from those of training. */
export const noteNewRows = (
  table: Table,
  codes: ReadonlyArray<ColumnEncoding>,
  numbers: ReadonlyMap<string, ColumnNumbers>,
): ReadonlyArray<string> => [
  ...few(unknownValues(table, codes)),
  ...few(farNumbers(table, codes, numbers)),
  ...missingCells(table, codes),
]
