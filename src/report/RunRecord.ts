import { type JournalHeader } from '../core.ts'
import { type NumberColumn } from './columns.ts'
import { type Episodes } from './Episodes.ts'

/** What a training told of itself on its way. */
export interface TrainingCurve {
  readonly episode: number
  readonly steps: ReadonlyArray<number>
  readonly metrics: ReadonlyMap<string, ReadonlyArray<number>>
}

/** A figure that the policy told after each round. */
export interface FigureColumn {
  readonly name: string
  readonly values: NumberColumn
}

/** A whole search as views read it: the fold of its events. */
export interface RunRecord {
  readonly header: JournalHeader | undefined
  /** ISO 8601. */
  readonly began: string | undefined
  readonly ended: string | undefined
  /** Seconds that were worked. */
  readonly seconds: number
  readonly episodes: Episodes
  /** Episodes committed after each round. */
  readonly rounds: ReadonlyArray<number>
  readonly figures: ReadonlyArray<FigureColumn>
  readonly recalled: number
  readonly dropped: number
  readonly resumed: number
  readonly curves: ReadonlyArray<TrainingCurve>
}
