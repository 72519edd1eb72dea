const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (const [i, x] of Array.from(a).entries()) {
    const next = [i + 1]
    for (const [j, y] of Array.from(b).entries())
      next.push(
        Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (x === y ? 0 : 1)),
      )
    row = next
  }
  return row.at(-1) ?? 0
}

/** The name that a mistyped one most likely means, where one is near. */
export const nearest = (given: string, names: ReadonlyArray<string>): string | undefined => {
  const [best] = names
    .map((name) => ({ name, away: distance(given.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.away - b.away)
  return best !== undefined && best.away <= Math.max(2, given.length / 3) ? best.name : undefined
}

/** A sentence that offers the nearest name, where one is near; begins with a space. */
export const didYouMean = (given: string, names: ReadonlyArray<string>): string => {
  const near = nearest(given, names)
  return near === undefined ? '' : ` Did you mean ${near}?`
}
