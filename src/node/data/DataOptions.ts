/** What a column of a table is taken for. */
export type ColumnKind = 'number' | 'category' | 'ignore'

/** How a data set is read, where it does not say itself. */
export interface DataOptions {
  /** The column to be predicted, of a table. */
  readonly target?: string
  /** What is predicted; told by the target's values unless given. */
  readonly task?: 'classification' | 'regression'
  /** What columns are taken for, where the values mislead. */
  readonly columns?: Readonly<Record<string, ColumnKind>>
  /** Part of the examples that validate, where the data is not split itself; 0.15 unless told. */
  readonly validation?: number
  /** Part of the examples kept for the final test, where the data is not split itself; 0.15 unless told. */
  readonly test?: number
  /** Seed of the split; 1 unless told. */
  readonly splitSeed?: number
  /** Side that images of a folder are scaled to; their own where all are alike and small, else 32. */
  readonly imageSize?: number
}
