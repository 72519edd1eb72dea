import {
  concatMap,
  EMPTY,
  type MonoTypeOperatorFunction,
  type Observable,
  of,
  ignoreElements,
  skip,
  startWith,
} from 'rxjs'
import {
  episodeOf,
  type PolicyUpdated,
  type Progress,
  type Proposed,
  type Rewarded,
} from '../../../src/episode/index.ts'
import { type Policy } from '../../../src/policy/index.ts'
import { type RoundProposed } from '../../types/Round.ts'
import { type SearchPosition } from '../../types/SearchPosition.ts'
import { fromEither } from '../../internal/fromEither.ts'
import { updatePolicy } from '../../stages/updatePolicy.ts'
import { checkProposal } from '../../replay/internal/checkProposal.ts'

/** Drops the proposals whose episodes are over, once they are seen to be the same. */
export const skipRecorded = <S>({
  episodes,
  recorded,
}: SearchPosition<unknown, S>): MonoTypeOperatorFunction<Proposed | RoundProposed<S>> => {
  const over = new Map(recorded.map((event) => [episodeOf(event.outcome), event]))
  return concatMap((event) => {
    if (event._tag !== 'Proposed' || event.episode >= episodes) return of(event)
    const known = over.get(event.episode)
    // One that is over but not recorded was dropped by an operator of the search.
    return known === undefined
      ? EMPTY
      : fromEither(checkProposal(event, known)).pipe(ignoreElements())
  })
}

/** {@link updatePolicy} for a search that goes on within a round: it learns from the round's recorded episodes too, which it does not emit again. */
export const learnRecorded =
  <A, S>({ recorded }: SearchPosition<unknown, S>, policy: Policy<S>) =>
  (
    source: Observable<Rewarded<A> | RoundProposed<S> | Progress>,
  ): Observable<Rewarded<A> | PolicyUpdated<S> | Progress> =>
    source.pipe(
      // The policy alone sees them, and it takes any architecture.
      startWith(...(recorded as ReadonlyArray<Rewarded<A>>)),
      updatePolicy(policy),
      skip(recorded.length),
    )
