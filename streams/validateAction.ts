import * as E from 'fp-ts/lib/Either.js'
import { map, type Observable } from 'rxjs'
import {
  type Progress,
  type Proposed,
  type Rejected,
  validate,
  type Validated,
} from '../src/episode/index.ts'
import { type SearchSpace } from '../src/space/index.ts'
import { type RoundProposed } from './Round.ts'

/**
 * Turns each proposal into an architecture of the space, or into a `Rejected` with the reason.
 * Everything else passes through.
 *
 * @example
 * import { of } from 'rxjs'
 * import { int, type Proposed, struct } from 'rxnas'
 * import { validateAction } from 'rxnas/streams'
 *
 * const space = struct({ units: int({ min: 1, max: 64 }) })
 * const proposed: Proposed = { _tag: 'Proposed', episode: 0, candidate: { units: 0 }, trace: [] }
 * of(proposed)
 *   .pipe(validateAction(space))
 *   .subscribe((event) => {
 *     console.log(event._tag) // Rejected
 *   })
 */
export const validateAction = <A>(
  space: SearchSpace<A>,
): (<T extends RoundProposed<unknown> | Progress = never>(
  source: Observable<Proposed | T>,
) => Observable<Validated<A> | Rejected | T>) => {
  const toArchitecture = validate(space)
  return (source) =>
    source.pipe(
      map((event) => (event._tag === 'Proposed' ? E.toUnion(toArchitecture(event)) : event)),
    )
}
