import * as E from 'fp-ts/lib/Either.js'
import { architectureKey, choice, FiniteNumber, type SearchSpace, sequence } from '../../core.ts'

/** An architecture of a table: an operation for each place, in the table's order. */
export type TabularArchitecture = ReadonlyArray<string>

/** What a table says of an architecture. Accuracies are parts, in [0, 1]. */
export interface TableEntry {
  /** What a search may see: the accuracy of each repeated run. */
  readonly runs: ReadonlyArray<FiniteNumber>
  /** What is reported of it: the mean over runs, or the accuracy on the test split. */
  readonly reported: FiniteNumber
  readonly parameters?: FiniteNumber
  readonly flops?: FiniteNumber
}

/** The published tables that are read. */
export type TableFormat = 'nas-bench-macro' | 'nas-bench-201'

/** A space whose every child has been trained and measured. */
export interface ArchitectureTable {
  readonly format: TableFormat
  readonly space: SearchSpace<TabularArchitecture>
  /** By key, as `architectureKey` gives it. */
  readonly entries: ReadonlyMap<string, TableEntry>
}

/** How a table codes its architectures: a digit for each place, which is the index of an operation. */
export interface Coding {
  readonly format: TableFormat
  readonly places: number
  readonly operations: ReadonlyArray<string>
}

/** A row whose code is still to be read. */
export type CodedEntry = readonly [code: string, entry: TableEntry]

/** A percentage as a part, or nothing where it is none. */
export const partOf = (percent: number): FiniteNumber | undefined => {
  const part = percent / 100
  return FiniteNumber.is(part) && part >= 0 && part <= 1 ? part : undefined
}

/** The table of coded rows, or what is wrong with one of them. */
export const tableOf = (
  { format, places, operations }: Coding,
  rows: ReadonlyArray<CodedEntry>,
): E.Either<string, ArchitectureTable> => {
  const space = sequence(places, places, choice(...operations))
  const keyOf = architectureKey(space)
  const entries = new Map<string, TableEntry>()
  for (const [code, entry] of rows) {
    const architecture = Array.from(code).flatMap((digit) => operations[Number(digit)] ?? [])
    if (code.length !== places || architecture.length !== places)
      return E.left(
        `holds the architecture ${code}, but those of ${format} are ${places} digits from 0 to ${operations.length - 1}. Take the file as it was published.`,
      )
    const key = keyOf(architecture)
    if (entries.has(key)) return E.left(`holds the architecture ${code} twice. Delete one.`)
    entries.set(key, entry)
  }
  return entries.size === 0
    ? E.left('holds no architecture. Take the file as it was published.')
    : E.right({ format, space, entries })
}
