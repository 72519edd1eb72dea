import { type Cell } from './Table.ts'

/** A column of more texts than these is varied: its texts hardly come again, and none is looked up. */
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
  let isVaried = false
  const once = (text: string): string => {
    if (isVaried) return text
    const kept = known.get(text)
    if (kept !== undefined) return kept
    known.set(text, text)
    if (known.size > mostKept) {
      known.clear()
      isVaried = true
    }
    return text
  }
  return {
    cells,
    push: (cell) => {
      cells.push(typeof cell === 'string' ? once(cell) : cell)
    },
  }
}
