import { type Cell, type Column, type Table } from './Table.ts'

/** The texts that count as missing by default, in lower case; the empty one stands for empty cells. */
export const missingByDefault: ReadonlyArray<string> = [
  ...['', 'na', 'n/a', '#n/a', '<na>', 'nan', 'null', 'none', '\\n', '?', '-'],
]

/** Texts that count as missing, for a person. */
export const describeMissing = (texts: ReadonlyArray<string>): string => {
  const words = texts.filter((text) => text !== '')
  const all = [
    ...(words.length < texts.length ? ['empty cells'] : []),
    ...words.map((word) => (/^[a-z/#<>]+$/.test(word) ? word.toUpperCase() : word)),
  ]
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`
}

/** Whether a cell is one of the texts that count as missing. */
export type IsMissing = (cell: Cell) => boolean

/** Finds the cells that count as missing; `null`, which a file of records may hold, always does. */
export const missingIn = (texts: ReadonlyArray<string> = missingByDefault): IsMissing => {
  const words = new Set(texts.map((text) => text.trim().toLowerCase()))
  const longest = Math.max(0, ...Array.from(words, (word) => word.length))
  const numbers = new Set([...words].filter((word) => word !== '').map(Number))
  return (cell) =>
    cell === null ||
    (typeof cell === 'string'
      ? cell.length <= longest && words.has(cell.toLowerCase())
      : typeof cell === 'number' && numbers.has(cell))
}

/** A column in which every missing cell is `null`; itself where it has none but those. */
export const withoutMissing = (column: Column, isMissing: IsMissing): Column =>
  column.cells.some((cell) => cell !== null && isMissing(cell))
    ? { ...column, cells: column.cells.map((cell) => (isMissing(cell) ? null : cell)) }
    : column

/** A marker of so large a part of a column, or beside a single other text, is a class of its own. */
const mostOfAll = 0.5

/**
 * The text that counts as missing elsewhere and is a class in a column of labels: it is most of them,
 * or stands beside a single other text. Empty cells are no class.
 */
export const markerThatIsClass = (
  { cells }: Column,
  isMissing: IsMissing,
  isNumber: (cell: Cell) => boolean,
): string | undefined => {
  const markers = new Map<string, number>()
  const others = new Set<Cell>()
  for (const cell of cells) {
    if (cell === null || cell === '') continue
    if (isMissing(cell)) markers.set(String(cell), (markers.get(String(cell)) ?? 0) + 1)
    else if (isNumber(cell)) return undefined
    else others.add(cell)
  }
  const [only, ...more] = [...markers]
  if (only === undefined || more.length > 0 || others.size === 0) return undefined
  const [marker, count] = only
  return others.size === 1 || count >= mostOfAll * cells.length ? marker : undefined
}

/** The texts of columns that count as missing, each in one spelling. */
const missingTexts = (
  columns: ReadonlyArray<Column>,
  isMissing: IsMissing,
): ReadonlyArray<string> => {
  const texts = new Map<string, string>()
  for (const { cells } of columns)
    for (const cell of cells)
      if (cell !== null && isMissing(cell)) texts.set(String(cell).toLowerCase(), String(cell))
  return [...texts.values()].sort()
}

/** A table in which every missing cell is `null`, but for those of the column of labels. */
export const tableWithoutMissing = (
  table: Table,
  isMissing: IsMissing,
  labels: string | undefined,
): Table => {
  const others = table.columns.filter(({ name }) => name !== labels)
  return {
    ...table,
    columns: table.columns.map((column) =>
      column.name === labels ? column : withoutMissing(column, isMissing),
    ),
    missing: missingTexts(others, isMissing),
  }
}

/** What is written between double quotes as it is, and is no number with a slip in it; or an error of a spreadsheet. */
const isWord = /^(?:[^,"'\\$`\s\d][^,"\\$`\d]*|#[A-Z\d/]+[!?])$/

/** More texts are not all named in a setting. */
const mostInSetting = 3

/**
 * The setting by which texts count as missing beside those of the table that do so already; nothing
 * where it cannot be written in a line.
 */
export const missingSetting = (
  { missing = [] }: Table,
  texts: ReadonlyArray<string>,
): string | undefined =>
  texts.length <= mostInSetting && texts.every((text) => isWord.test(text))
    ? `--missing ${JSON.stringify([...missing, ...texts].join(','))}`
    : undefined
