import * as E from 'fp-ts/lib/Either.js'
import { map } from 'rxjs'
import { type Proposed, type Rejected, validate, type Validated } from '../../src/episode/index.ts'
import { aSpace, type SearchSpace } from '../../src/space/index.ts'
import { stage } from '../internal/stage.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'
import { checkOptions } from '../../src/common/index.ts'

interface ValidateAction<A> {
  readonly at: 'first'
  readonly name: 'validateAction'
  readonly takes: Proposed
  readonly gives: Validated<A> | Rejected
}

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
export const validateAction = <A>(space: SearchSpace<A>): PipelineStage<ValidateAction<A>> => {
  checkOptions('validateAction()', { space }, { space: aSpace })
  const toArchitecture = validate(space)
  return stage<ValidateAction<A>>('validateAction', {}, (source) =>
    source.pipe(
      map((event) => (event._tag === 'Proposed' ? E.toUnion(toArchitecture(event)) : event)),
    ),
  )
}
