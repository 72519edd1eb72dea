import { type ReadNumber } from './readNumber.ts'
import { type Cell } from './Table.ts'

/** A number that comes again and again, far from all others, as -999 where nothing was measured. */
export interface Sentinel {
  /** As its first cell has it. */
  readonly text: string
  readonly row: number
  readonly count: number
  /** The least and the greatest of the others. */
  readonly others: readonly [low: number, high: number]
}

/** Of fewer other values nothing is said: two or three kinds may be far apart. */
const fewOthers = 5

/** Whether a number is written by nines alone, as people write what is no number. */
const isNines = (value: number): boolean => /^99+(?:\.9+)?$/.test(String(Math.abs(value)))

/** How far a number is, as a multiple of what the others range over: amounts may double from row to row. */
const leastGap = (value: number): number => (isNines(value) ? 1 : 5)

/**
 * The number of a column that may stand for none: the least or the greatest, in several rows, and
 * farther from the others than these range over, if it is not of nines several times as far. Nothing where there is none.
 */
export const sentinelOf = (cells: ReadonlyArray<Cell>, read: ReadNumber): Sentinel | undefined => {
  const counts = new Map<number, { count: number; row: number }>()
  for (const [row, cell] of cells.entries()) {
    const value = read(cell)
    if (value === undefined) continue
    const known = counts.get(value)
    if (known === undefined) counts.set(value, { count: 1, row })
    else known.count++
  }
  if (counts.size <= fewOthers) return undefined
  const sorted = [...counts.keys()].sort((a, b) => a - b)
  const at = (i: number): number => sorted.at(i) ?? NaN
  const sides = [
    { value: at(0), low: at(1), high: at(-1), gap: at(1) - at(0) },
    { value: at(-1), low: at(0), high: at(-2), gap: at(-1) - at(-2) },
  ]
  const found = sides.find(
    ({ value, low, high, gap }) =>
      (counts.get(value)?.count ?? 0) > 1 && gap > leastGap(value) * (high - low),
  )
  const seen = found === undefined ? undefined : counts.get(found.value)
  return found === undefined || seen === undefined
    ? undefined
    : { text: String(cells[seen.row]), ...seen, others: [found.low, found.high] }
}
