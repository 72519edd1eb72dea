import * as E from 'fp-ts/lib/Either.js'
import { messageOf, shown } from '../common/index.ts'
import { deriveSeed } from '../random/index.ts'
import { codec } from './codec.ts'
import { equalJson, type Json } from './Json.ts'
import { type SearchSpace } from './SearchSpace.ts'
import { walk } from './walk.ts'

/** The candidate at the end of a walk that takes the options chosen. */
const candidateOf = (
  space: SearchSpace<unknown>,
  choose: (of: number, decision: number) => number,
): Json => {
  let at = walk(space)
  for (let decision = 0; at._tag === 'Decide'; decision++) at = at.choose(choose(at.of, decision))
  return at.candidate
}

const draws = 6

/** Candidates to try: of first options, of last options, and a few in between. */
const candidatesOf = (space: SearchSpace<unknown>): ReadonlyArray<Json> => [
  candidateOf(space, () => 0),
  candidateOf(space, (of) => of - 1),
  ...Array.from({ length: draws }, (_, draw) =>
    candidateOf(space, (of, decision) => deriveSeed(draw, decision) % of),
  ),
]

/**
 * Why another form of a space's architectures cannot be encoded and read back as they were, seen of
 * some; `undefined` where it can.
 */
export const roundTripProblem = (
  inner: SearchSpace<unknown>,
  to: (inner: unknown) => unknown,
  from: (outer: unknown) => unknown,
): string | undefined => {
  const innerCodec = codec(inner)
  for (const candidate of candidatesOf(inner)) {
    const decoded = innerCodec.decode(candidate)
    if (E.isLeft(decoded)) continue
    try {
      const back = innerCodec.encode(from(to(decoded.right)))
      if (!equalJson(candidate, back))
        return `from(to(a)) must be a, but of ${shown(candidate)} it makes ${shown(back)}`
    } catch (error) {
      return `to and from fail on ${shown(candidate)}: ${messageOf(error)}`
    }
  }
  return undefined
}
