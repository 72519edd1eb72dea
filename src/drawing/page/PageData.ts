/** A layer as the page tells it: kind, detail, output, parameters. */
export type LayerRow = readonly [kind: string, detail: string, output: string, parameters: number]

/** An episode as the page tells it. */
export interface PageEpisode {
  readonly episode: number
  readonly reward: number
  /** Place in {@link PageRun.outcomes}. */
  readonly outcome: number
  /** Place in {@link PageRun.architectures}. */
  readonly architecture: number
  /** In the order of {@link PageRun.metrics}; `null` where it was not measured. */
  readonly metrics: ReadonlyArray<number | null>
  /** In the order of {@link PageRun.decisions}: places of options, -1 where it was not asked. */
  readonly taken: ReadonlyArray<number>
  /** Why it failed. */
  readonly reason?: string
}

/** What the page's script knows of a run. */
export interface PageRun {
  readonly outcomes: ReadonlyArray<string>
  readonly metrics: ReadonlyArray<string>
  readonly decisions: ReadonlyArray<{
    readonly path: string
    readonly options: ReadonlyArray<string>
  }>
  readonly architectures: ReadonlyArray<string>
  /** In the order of their numbers. */
  readonly episodes: ReadonlyArray<PageEpisode>
  /** Of how many in all. */
  readonly count: number
  /** Layers of some architectures, by their places. */
  readonly layers: ReadonlyArray<readonly [architecture: number, layers: ReadonlyArray<LayerRow>]>
}

/** What the page's script knows, as JSON in the page. */
export interface PageData {
  readonly runs: ReadonlyArray<PageRun>
}
