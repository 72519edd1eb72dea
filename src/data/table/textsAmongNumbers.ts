import { counted, shown } from '../../common/index.ts'
import { type ReadNumber } from './readNumber.ts'
import { missingSetting } from './missing.ts'
import { type Cell, type Table } from './Table.ts'

/** The texts of a column whose other cells are numbers, each with how many rows have it. */
interface TextsAmongNumbers {
  readonly texts: ReadonlyMap<string, number>
  /** Cells that have a value. */
  readonly present: number
}

/** From this part of numbers on texts may stand for numbers that are not known. */
const mostly = 0.5

/** Texts of more kinds are what the column is of. */
const mostTexts = 10_000

/** The texts of a column that has more numbers than texts; nothing of any other. */
export const textsAmongNumbers = (
  cells: ReadonlyArray<Cell>,
  read: ReadNumber,
): TextsAmongNumbers | undefined => {
  const texts = new Map<string, number>()
  let [numbers, present] = [0, 0]
  for (const cell of cells) {
    if (cell === null || cell === '') continue
    present++
    if (typeof cell !== 'boolean' && read(cell) !== undefined) numbers++
    else {
      texts.set(String(cell), (texts.get(String(cell)) ?? 0) + 1)
      if (texts.size > mostTexts) return undefined
    }
  }
  return texts.size > 0 && numbers > mostly * present ? { texts, present } : undefined
}

const mostNamed = 3

/** Which texts stand among numbers, in how many rows, and the setting that makes numbers of the column. */
export const describeTexts = (table: Table, { texts, present }: TextsAmongNumbers): string => {
  const byCount = [...texts].sort(([, n], [, m]) => m - n)
  const named = byCount
    .slice(0, mostNamed)
    .map(([text, count]) => `${shown(text)} in ${counted(count, 'row')}`)
  const others = byCount.length - named.length
  const rows = byCount.reduce((n, [, count]) => n + count, 0)
  const setting =
    missingSetting(
      table,
      byCount.map(([text]) => text),
    ) ?? '--missing'
  return `${rows} of its ${present} cells ${rows === 1 ? 'is a text' : 'are texts'}: ${named.join(', ')}${others > 0 ? ` and ${counted(others, 'other')}` : ''}; where ${byCount.length === 1 ? 'it stands' : 'they stand'} for no value, say so by ${setting}`
}
