/** Where two lists of lines first differ, in short: a journal's lines are long. */
export const firstDifference = (
  found: ReadonlyArray<string>,
  expected: ReadonlyArray<string>,
): string | undefined => {
  const at = expected.findIndex((line, i) => line !== found[i])
  if (at === -1 && found.length === expected.length) return undefined
  const line = at === -1 ? expected.length : at
  const [a = 'nothing', b = 'nothing'] = [found[line], expected[line]]
  const column = Array.from(a).findIndex((char, i) => char !== b[i])
  const near = (text: string) => text.slice(Math.max(0, column - 60), column + 100)
  return `line ${line + 1}: ...${near(a)}, not ...${near(b)}`
}
