import { writeFileSync } from 'node:fs'
import { flag } from './flags.ts'

/** A row of a bench: names and figures by column. */
export type Row = Readonly<Record<string, string | number>>

/** Prints rows as a table. */
export const printTable = (rows: ReadonlyArray<Row>): void => {
  const [first = {}] = rows
  const columns = Object.keys(first)
  const text = (row: Row, column: string): string => String(row[column] ?? '')
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => text(row, column).length)),
  )
  const line = (cells: ReadonlyArray<string>): string =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`
  console.log(line(columns))
  console.log(line(widths.map((width) => '-'.repeat(width))))
  for (const row of rows) console.log(line(columns.map((column) => text(row, column))))
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
