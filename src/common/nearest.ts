import { closestMatch } from 'leven'

// Longer than any name, so that what was given is no slip of one.
const longest = 100

/** The name that a mistyped one most likely means, where one is near. */
export const nearest = (given: string, names: ReadonlyArray<string>): string | undefined => {
  if (given.length > longest) return undefined
  const lowered = names.map((name) => name.toLowerCase())
  const match = closestMatch(given.toLowerCase(), lowered, {
    // One letter is no slip of another.
    maxDistance: Math.min(given.length - 1, Math.max(2, Math.floor(given.length / 3))),
  })
  return match === undefined ? undefined : names[lowered.indexOf(match)]
}

/** A sentence that offers the nearest name, where one is near; begins with a space. */
export const didYouMean = (given: string, names: ReadonlyArray<string>): string => {
  const near = nearest(given, names)
  return near === undefined ? '' : ` Did you mean ${near}?`
}
