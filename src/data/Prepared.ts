import { type Splits } from '../space/index.ts'
import { type Preparation } from './Preparation.ts'

/** A data set that is read, split and made into numbers. */
export interface Prepared {
  /** As it was given: a name or a path. */
  readonly source: string
  readonly splits: Splits
  readonly preparation: Preparation
  /** What was understood, lines for a person. */
  readonly report: ReadonlyArray<string>
}
