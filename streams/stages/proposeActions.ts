import { concatMap, Observable, type OperatorFunction } from 'rxjs'
import { propose, type Proposed } from '../../src/episode/index.ts'
import { type Policy } from '../../src/policy/index.ts'
import { named } from '../plan/named.ts'
import { type Round, type RoundProposed } from '../types/Round.ts'

/**
 * Turns each round into its proposals, made one after another from the round's state, and a
 * `RoundProposed` with the state that is left.
 *
 * @example
 * import { of } from 'rxjs'
 * import { choice, random, struct } from 'rxnas'
 * import { proposeActions } from 'rxnas/streams'
 *
 * const policy = random(struct({ op: choice('conv', 'pool') }))
 * of({ _tag: 'Round', round: 0, state: policy.init(1), firstEpisode: 0, batch: 2 } as const)
 *   .pipe(proposeActions(policy))
 *   .subscribe((event) => {
 *     console.log(event._tag)
 *   })
 */
export const proposeActions = <S>(
  policy: Policy<S>,
): OperatorFunction<Round<S>, Proposed | RoundProposed<S>> =>
  named('proposeActions', { name: policy.name, options: policy.options })(
    concatMap(
      ({ round, state: start, firstEpisode, batch }) =>
        new Observable<Proposed | RoundProposed<S>>((subscriber) => {
          let state = start
          for (let i = 0; i < batch && !subscriber.closed; i++) {
            const [proposal, next] = policy.propose(state)
            state = next
            subscriber.next(propose(firstEpisode + i)(proposal))
          }
          subscriber.next({ _tag: 'RoundProposed', round, state, episodes: firstEpisode + batch })
          subscriber.complete()
        }),
    ),
  )
