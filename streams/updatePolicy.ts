import { defer, map, type Observable } from 'rxjs'
import {
  finiteOnly,
  type PolicyUpdated,
  type Progress,
  type Rewarded,
} from '../src/episode/index.ts'
import { type Policy } from '../src/policy/index.ts'
import { type RoundProposed } from './Round.ts'

/**
 * Lets rewarded episodes pass, and at the end of their round gives the policy's state after it has
 * learned from those that arrived: an operator before this one may drop some.
 *
 * @example
 * import { of } from 'rxjs'
 * import { choice, random, struct } from 'rxnas'
 * import { updatePolicy } from 'rxnas/streams'
 *
 * const policy = random(struct({ op: choice('conv', 'pool') }))
 * of({ _tag: 'RoundProposed', round: 0, state: policy.init(1), episodes: 0 } as const)
 *   .pipe(updatePolicy(policy))
 *   .subscribe((event) => {
 *     console.log(event._tag) // PolicyUpdated
 *   })
 */
export const updatePolicy =
  <S>(
    policy: Policy<S>,
  ): (<A, T extends Progress = never>(
    source: Observable<Rewarded<A> | RoundProposed<S> | T>,
  ) => Observable<Rewarded<A> | PolicyUpdated<S> | T>) =>
  <A, T extends Progress = never>(source: Observable<Rewarded<A> | RoundProposed<S> | T>) =>
    defer(() => {
      let episodes: Array<Rewarded<A>> = []
      return source.pipe(
        map((event): Rewarded<A> | PolicyUpdated<S> | T => {
          if (event._tag === 'Rewarded') episodes.push(event)
          if (event._tag !== 'RoundProposed') return event
          const learned = policy.learn(episodes)(event.state)
          episodes = []
          return {
            _tag: 'PolicyUpdated',
            round: event.round,
            episodes: event.episodes,
            state: learned,
            figures: finiteOnly(policy.inspect?.(learned) ?? {}),
          }
        }),
      )
    })
