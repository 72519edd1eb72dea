import { flag } from '../table.ts'

/** The seeds 1 to what `--seeds` says, or as many as the bench has unless told. */
export const seedsTold = (otherwise: number): ReadonlyArray<number> => {
  const count = Number(flag('--seeds') ?? otherwise)
  if (!Number.isInteger(count) || count < 2) {
    console.error(`--seeds takes a whole number from 2, and not ${flag('--seeds') ?? ''}.`)
    process.exit(2)
  }
  return Array.from({ length: count }, (_, i) => i + 1)
}
