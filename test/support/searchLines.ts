import { comparable } from '../../src/episode/journal/comparable.ts'

/** A journal's lines as every run of the same search has them: but for times, and for what a person asked. */
export const searchLines = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.filter((line) => !line.includes('"_tag":"Command"')).map(comparable)
