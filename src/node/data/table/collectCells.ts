import { type Cell } from './Table.ts'

/** Texts of a column that are kept but once; what is more varied hardly comes again. */
const mostKept = 10_000

/** The cells of a column, as they come. */
export interface CellCollector {
  readonly cells: ReadonlyArray<Cell>
  readonly push: (cell: Cell) => void
}

/** Collects the cells of a column; a text of many rows takes its memory but once. */
export const collectCells = (): CellCollector => {
  const cells: Array<Cell> = []
  const known = new Map<string, string>()
  const once = (text: string): string => {
    const kept = known.get(text)
    if (kept !== undefined) return kept
    if (known.size < mostKept) known.set(text, text)
    return text
  }
  return {
    cells,
    push: (cell) => {
      cells.push(typeof cell === 'string' ? once(cell) : cell)
    },
  }
}
