import { counted, printable } from '../../common/index.ts'
import { extremesOf } from '../meanAndDeviation.ts'
import { describeRange } from '../describeRange.ts'
import { type ColumnEncoding } from '../Preparation.ts'
import { type ColumnNumbers } from './decideNumbers.ts'
import { widthOf } from './encodeRows.ts'
import { describeForm } from './NumberForm.ts'
import { type Table } from './Table.ts'
import { type InferredColumn } from './inferColumns.ts'
import { valueKey, valueOf } from './valueKey.ts'

/** Longest text of a cell that is shown whole. */
const longest = 24

const cut = (text: string): string =>
  printable(text.length > longest ? `${text.slice(0, longest - 3)}...` : text)

const valuesShown = 5
const mostSorted = 1000

const describe = (understood: InferredColumn): string => {
  const { cells } = understood.column
  const missing = cells.reduce<number>((n, cell) => (cell === null || cell === '' ? n + 1 : n), 0)
  const gaps = missing === 0 ? '' : `, ${missing} missing`
  switch (understood._tag) {
    case 'Ignored':
      return `ignored   ${understood.reason}`
    case 'Number': {
      const { read } = understood.numbers
      const [low, high] = extremesOf(cells.length, (row) => read(cells[row] ?? null) ?? NaN)
      return `number    ${describeRange(low, high)}${gaps}`
    }
    case 'Category': {
      const values = new Map(
        cells
          .filter((cell) => cell !== null && cell !== '')
          .map((cell) => [valueKey(String(cell)), String(cell)]),
      )
      const first = [...values.values()].slice(0, mostSorted).sort()
      const some = first.slice(0, valuesShown).map(cut).join(', ')
      return `category  ${counted(values.size, 'value')}: ${some}${values.size > valuesShown ? ', ...' : ''}${gaps}`
    }
  }
}

const describeInputs = (
  code: ColumnEncoding | undefined,
  { column: { cells } }: InferredColumn,
): string => {
  const inputs = code === undefined ? 0 : widthOf(code)
  if (code?._tag !== 'Category' || code.others === undefined)
    return inputs > 1 ? ` (${inputs} inputs)` : ''
  const own = new Set(code.values.map(valueKey))
  const rare = cells.filter((cell) => !own.has(valueKey(valueOf(cell))))
  const distinct = new Set(rare.map(valueOf)).size
  return ` (${inputs} inputs: one each for the ${code.values.length} most frequent, one for the other ${distinct}, which ${counted(rare.length, 'row has', 'rows have')})`
}

/** So many columns are told one by one, where there are more than half as many again. */
const mostTold = 40

const tagNames = { Number: 'numbers', Category: 'categories', Ignored: 'ignored' } as const

const summarize = (columns: ReadonlyArray<InferredColumn>): string => {
  const kinds = (['Number', 'Category', 'Ignored'] as const).flatMap((tag) => {
    const count = columns.filter(({ _tag }) => _tag === tag).length
    return count === 0 ? [] : [`${count} ${tagNames[tag]}`]
  })
  return `  and ${counted(columns.length, 'more column')}: ${kinds.join(', ')} (rxnas data inspect --all tells each)`
}

/**
 * What each column was taken for, a line a column; of very many columns the first ones, and those after
 * them that are ignored.
 *
 * @param isAll - whether every column is told, however many there are
 */
export const describeColumns = (
  columns: ReadonlyArray<InferredColumn>,
  codes: ReadonlyArray<ColumnEncoding>,
  isAll = false,
): ReadonlyArray<string> => {
  const told = isAll || columns.length <= mostTold * 1.5 ? columns : columns.slice(0, mostTold)
  const width = told.reduce((most, { column }) => Math.max(most, column.name.length), 0)
  const codeOf = new Map(codes.map((code) => [code.name, code]))
  return [
    ...told.map((understood) => {
      const { name } = understood.column
      return `  ${name.padEnd(width)}  ${describe(understood)}${describeInputs(codeOf.get(name), understood)}`
    }),
    ...(told.length === columns.length ? [] : [summarize(columns.slice(told.length))]),
  ]
}

const namesShown = 5

/** Some names of columns, for a person; the first of very many. */
export const someOf = (names: ReadonlyArray<string>): string =>
  names.length > namesShown + 1
    ? `${names.slice(0, namesShown).join(', ')} and ${names.length - namesShown} more`
    : names.join(', ')

/** What is to be noted of how numbers are read: those that are not written as programs do, and what is in doubt. */
export const describeNumbers = (
  { place }: Table,
  columns: ReadonlyArray<{ readonly name: string; readonly numbers: ColumnNumbers }>,
): ReadonlyArray<string> => {
  const groups = new Map<string, { names: Array<string>; example: string }>()
  for (const { name, numbers } of columns) {
    const { form, example, read } = numbers
    if (example === undefined) continue
    const key = describeForm(form)
    const group = groups.get(key)
    if (group === undefined)
      groups.set(key, {
        names: [name],
        example: `${example.text} in ${place(example.row)} is ${read(example.text) ?? '?'}`,
      })
    else group.names.push(name)
  }
  return [
    ...[...groups].map(
      ([form, { names, example }]) =>
        `numbers are read with ${form} in ${someOf(names)}: ${example}`,
    ),
    ...columns.flatMap(({ name, numbers: { doubt } }) =>
      doubt === undefined ? [] : [`column ${JSON.stringify(name)} ${doubt}`],
    ),
  ]
}
