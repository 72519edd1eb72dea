import { type ExportedNetwork } from './ExportedNetwork.ts'
import { type Predictor } from './openPredictor.ts'

/** How far a copy of a network is from what it said where it was exported. */
export interface CopyCheck {
  readonly examples: number
  /** The largest difference of an output. */
  readonly largestDifference: number
  /** Whether it is below what differs between processors. */
  readonly equal: boolean
}

/** Processors and backends add numbers in orders of their own. */
const tolerance = 1e-5

/** Asks a network what it was asked when it was exported. */
export const checkCopy = async (
  { examples }: ExportedNetwork,
  { outputs }: Predictor,
): Promise<CopyCheck> => {
  const now = await outputs(examples.map(({ input }) => input))
  const largestDifference = Math.max(
    0,
    ...examples.flatMap(({ outputs: then }, i) =>
      then.map((value, j) => Math.abs(value - (now[i]?.[j] ?? NaN))),
    ),
  )
  return { examples: examples.length, largestDifference, equal: largestDifference <= tolerance }
}
