import { concatMap, EMPTY, map, type Observable, of } from 'rxjs'
import { episodeOf, type PolicyUpdated, type Rewarded } from '../../../src/episode/index.ts'
import { type Policy } from '../../../src/policy/index.ts'
import { fromEither } from '../../internal/fromEither.ts'
import { proposeActions } from '../../stages/proposeActions.ts'
import { type Round, type RoundProposed } from '../../types/Round.ts'
import { updatePolicy } from '../../stages/updatePolicy.ts'
import { sameProposal } from './sameProposal.ts'
import { type RecordedRound } from './steps.ts'

/**
 * A recorded round through the operators of a live one: what stands between proposing and learning
 * is the journal. Errors with a `PositionError` where the policy proposes something else.
 */
export const replayRound = <A, S>(
  policy: Policy<S>,
  state: S,
  { round, firstEpisode, batch, recorded }: RecordedRound<A>,
): Observable<Rewarded<A> | PolicyUpdated<S>> => {
  const left = [...recorded]
  const begun: Round<S> = { _tag: 'Round', round, state, firstEpisode, batch }
  return of(begun).pipe(
    proposeActions(policy),
    concatMap((event): Observable<Rewarded<A> | RoundProposed<S>> => {
      if (event._tag === 'RoundProposed') return of(event)
      const [next] = left
      // An operator of the live search has dropped it.
      if (next === undefined || episodeOf(next.event.outcome) !== event.episode) return EMPTY
      left.shift()
      return fromEither(sameProposal(event, next.event)).pipe(map(() => next.event))
    }),
    (round$) => updatePolicy(policy)<Rewarded<A> | RoundProposed<S>>(round$),
  )
}
