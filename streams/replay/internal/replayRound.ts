import * as E from 'fp-ts/lib/Either.js'
import { concatMap, EMPTY, map, type Observable, of } from 'rxjs'
import { episodeOf, type PolicyUpdated, type Rewarded } from '../../../src/episode/index.ts'
import { type Policy } from '../../../src/policy/index.ts'
import { fromEither } from '../../internal/fromEither.ts'
import { proposeActions } from '../../stages/proposeActions.ts'
import { updatePolicy } from '../../stages/updatePolicy.ts'
import { type Round, type RoundProposed } from '../../types/Round.ts'
import { type PositionError } from '../PositionError.ts'
import { checkProposal } from './checkProposal.ts'
import { type RecordedRound } from './journalSteps.ts'

/**
 * A recorded round through the operators of a live one: what stands between proposing and learning is
 * the journal. It gives the round's end with the policy's new state, or says that the policy proposes
 * something else. All of it is synchronous.
 */
export const replayRound = <A, S>(
  policy: Policy<S>,
  state: S,
  { round, firstEpisode, batch, startWith, recorded }: RecordedRound<A>,
): E.Either<PositionError, PolicyUpdated<S> | undefined> => {
  const left = [...recorded]
  const begun: Round<S> = { _tag: 'Round', round, state, firstEpisode, batch }
  let result: E.Either<PositionError, PolicyUpdated<S> | undefined> = E.right(undefined)
  of(begun)
    .pipe(
      proposeActions(policy, startWith),
      concatMap((event): Observable<Rewarded<A> | RoundProposed<S>> => {
        if (event._tag === 'RoundProposed') return of(event)
        const [next] = left
        // An operator of the live search has dropped it.
        if (next === undefined || episodeOf(next.event.outcome) !== event.episode) return EMPTY
        left.shift()
        return fromEither(checkProposal(event, next.event)).pipe(map(() => next.event))
      }),
      (events) => updatePolicy(policy)<Rewarded<A> | RoundProposed<S>>(events),
    )
    .subscribe({
      next: (event) => {
        if (event._tag === 'PolicyUpdated') result = E.right(event)
      },
      error: (error: unknown) => {
        // The one error of these operators; what a policy throws is passed on as it is.
        result = E.left(error as PositionError)
      },
    })
  return result
}
