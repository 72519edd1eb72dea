/** The value after a flag of the command line, where it is there. */
export const flag = (name: string): string | undefined => {
  const at = process.argv.indexOf(name)
  return at === -1 ? undefined : process.argv[at + 1]
}

/** The whole number after a flag, or a default; another value ends the bench. */
export const wholeFlag = (name: string, byDefault: number, min = 1): number => {
  const given = flag(name)
  const value = given === undefined ? byDefault : Number(given)
  if (Number.isSafeInteger(value) && value >= min) return value
  console.error(`${name} takes a whole number of ${min} or more, not ${given ?? ''}.`)
  process.exit(2)
}

/** The seeds 1 to what `--seeds` says, or as many as the bench has by default. */
export const seedsFlag = (byDefault: number): ReadonlyArray<number> =>
  Array.from({ length: wholeFlag('--seeds', byDefault, 2) }, (_, i) => i + 1)

/** Whether `--only NAME,...` names something, or is not there. */
export const isWanted = (name: string): boolean => flag('--only')?.split(',').includes(name) ?? true
