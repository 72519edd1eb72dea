import { writeFileSync } from 'node:fs'
import { flag } from './flags.ts'

/** A row of a bench: names and figures by column. */
export type Row = Readonly<Record<string, string | number>>

/** Cells of rows, each column as wide as it needs to be. */
const aligned = (
  rows: ReadonlyArray<ReadonlyArray<string>>,
): ReadonlyArray<ReadonlyArray<string>> => {
  const widthOf = (column: number): number =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widthOf(column))))
}

/** Cells as the lines of a plain table, the first row its heading. */
export const textTable = (rows: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> =>
  aligned(rows).map((cells) => `  ${cells.join('  ')}`.trimEnd())

/** Prints rows as a table. */
export const printTable = (rows: ReadonlyArray<Row>): void => {
  const columns = Object.keys(rows[0] ?? {})
  const texts = rows.map((row) => columns.map((column) => String(row[column] ?? '')))
  const [head = [], ...body] = aligned([columns, ...texts])
  for (const cells of [head, head.map((cell) => '-'.repeat(cell.length)), ...body])
    console.log(`| ${cells.join(' | ')} |`)
}

/** Writes rows as JSON where `--json FILE` asks for it. */
export const writeJson = (rows: ReadonlyArray<Row>): void => {
  const file = flag('--json')
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(rows, null, 2)}\n`)
}

/** Prints rows as a table, and writes them as {@link writeJson}. */
export const report = (rows: ReadonlyArray<Row>): void => {
  printTable(rows)
  writeJson(rows)
}

/** The middle of some times, and what nine in ten stay below, in milliseconds. */
export const spread = (
  times: ReadonlyArray<number>,
): { readonly median: number; readonly p90: number } => {
  const sorted = [...times].sort((a, b) => a - b)
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))] ?? NaN
  return { median: at(0.5), p90: at(0.9) }
}

/** A time with two decimals. */
export const milliseconds = (time: number): number => Number(time.toFixed(2))
