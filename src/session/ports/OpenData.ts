import { type Prepared } from '../../data/index.ts'

/** A data set that is prepared, and lies where workers find it. */
export interface OpenData {
  readonly prepared: Prepared
  /** Of what the data holds, prepared and split. */
  readonly sha256: string
  /** Where workers find it: a folder, an address. */
  readonly location: string
}
