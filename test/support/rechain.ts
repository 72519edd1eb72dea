import { chainLine } from '../../src/core.ts'

const withoutHash = (line: string): string => line.replace(/,"chain":"[0-9a-f]{32}"\}$/, '}')

/** Lines of a journal with the hashes that their writer would have given them: for what only their content tells. */
export const rechain = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.reduce<ReadonlyArray<string>>(
    (sofar, line) => [...sofar, chainLine(withoutHash(line), sofar.at(-1))],
    [],
  )
