import * as Either from 'fp-ts/lib/Either.js'
import { map, type Observable } from 'rxjs'
import { type Proposed, type Rejected, validate, type Validated } from '../../src/episode/index.ts'
import { type SearchSpace } from '../../src/space/index.ts'
import { named } from '../plan/named.ts'
import { type First, type StageEvent } from '../types/order.ts'

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
): (<E extends StageEvent>(
  source: Observable<E> & First<E, 'validateAction'>,
) => Observable<Exclude<E, Proposed> | Validated<A> | Rejected>) => {
  const toArchitecture = validate(space)
  return named('validateAction')(
    <E extends StageEvent>(
      source: Observable<E>,
    ): Observable<Exclude<E, Proposed> | Validated<A> | Rejected> =>
      source.pipe(
        map((event) =>
          event._tag === 'Proposed'
            ? Either.toUnion(toArchitecture(event))
            : // No event but a Proposed has its tag.
              (event as Exclude<E, Proposed>),
        ),
      ),
  )
}
