import { rights } from 'fp-ts/lib/ReadonlyArray.js'
import { changeDecision, otherOption } from './changeDecision.ts'
import { decodeArchitecture } from './codec.ts'
import { decisionsOf } from './decisions.ts'
import { type Json } from './Json.ts'
import { type SearchSpace } from './SearchSpace.ts'
import { type Walk } from './walk.ts'

const firstOptions = (from: Walk): Json => {
  let at = from
  while (at._tag === 'Decide') at = at.choose(0)
  return at.candidate
}

/**
 * What differs by one decision from an architecture, encoded: each decision takes each of its other
 * options. Each is made when it is asked for; one that a refinement rejects may be among them.
 * Decisions that only the change brings in take their first option; the rest stay.
 */
export const candidatesBeside =
  <A>(space: SearchSpace<A>) =>
  (architecture: A): ReadonlyArray<() => Json> => {
    const taken = decisionsOf(space)(architecture)
    return taken.flatMap((decision, index) =>
      Array.from(
        { length: decision.of - 1 },
        (_, other) => () =>
          firstOptions(changeDecision(space, taken, index, otherOption(decision, other))),
      ),
    )
  }

/**
 * Every architecture that differs by one decision: each decision takes each of its other options.
 * Decisions that only the change brings in take their first option; the rest stay. What a
 * refinement rejects is left out.
 *
 * @returns architectures of distinct keys, in the order of decisions and options
 * @example
 * import { choice, struct } from 'rxnas'
 * import { neighbours } from 'rxnas/space'
 *
 * const space = struct({ op: choice('conv', 'pool'), width: choice(8, 16) })
 * console.log(neighbours(space)({ op: 'conv', width: 8 }))
 * // [ { op: 'pool', width: 8 }, { op: 'conv', width: 16 } ]
 */
export const neighbours =
  <A>(space: SearchSpace<A>) =>
  (architecture: A): ReadonlyArray<A> =>
    rights(
      candidatesBeside(space)(architecture).map((candidate) =>
        decodeArchitecture(space)(candidate()),
      ),
    )
