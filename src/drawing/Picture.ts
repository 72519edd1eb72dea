/** What a mark of a picture stands for. */
export interface LegendEntry {
  readonly mark: 'dot' | 'ring' | 'cross' | 'line' | 'dashes' | 'band'
  readonly colour: 'first' | 'second' | 'third' | 'quiet'
  readonly text: string
}

/** Rows of numbers and texts, for who does not see a picture, or wants its numbers. */
export interface Table {
  readonly head: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string | number>>
  /** What is left out. */
  readonly note?: string
}

/** A view of a search, drawn. */
export interface Picture {
  /** By which the command line names it, as `rewards`. */
  readonly name: string
  readonly title: string
  /** What it shows, in a sentence or two. */
  readonly says: string
  /** An SVG element; what stands for an episode has its number as `data-e`. */
  readonly svg: string
  readonly legend: ReadonlyArray<LegendEntry>
  readonly table: Table
}
