import { defer, mergeMap, type Observable, of, EMPTY } from 'rxjs'
import { checkEach, finiteNumber } from '../../src/common/index.ts'
import {
  episodeOf,
  type Outcome,
  type Progress,
  reward as rewarded,
  type Rewarded,
} from '../../src/episode/index.ts'
import { type Labelled } from '../types/Labelled.ts'
import { named } from '../plan/named.ts'
import { requireFinite } from '../types/NotFinite.ts'
import { type RoundProposed } from '../types/Round.ts'

/**
 * Joins the branches of several rewards into one again: the reward of an episode is the weighted
 * sum of what the branches paid it, penalties included. An episode that a branch has dropped is
 * dropped, which `searchLoop` does not take; progress and a round's end are passed on once, the latter when every branch has ended
 * the round.
 *
 * Errors with {@link NotFinite} where the sum is no finite number.
 *
 * @param weights - one for each branch, by its label
 *
 * @example
 * import { accuracy, choice, random, type Reward, struct } from 'rxnas'
 * import * as E from 'fp-ts/lib/Either.js'
 * import {
 *   branch,
 *   computeReward,
 *   joinRewards,
 *   searchLoop,
 *   trainChild,
 *   validateAction,
 * } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(8, 16, 32) })
 * const small: Reward = {
 *   ...accuracy,
 *   name: 'small',
 *   ofMetrics: ({ parameters = 0 }) => E.right(-parameters / 1000),
 * }
 * const trainer = ({ architecture: { units } }: { architecture: { units: number } }) => [
 *   { accuracy: units / 32, parameters: units * 10 },
 * ]
 * searchLoop({ policy: random(space), seed: 1, batch: 2, episodes: 4 }, (proposed) =>
 *   proposed.pipe(
 *     validateAction(space),
 *     trainChild(trainer, { budget: {}, seed: 1 }),
 *     branch({ accuracy: computeReward(accuracy), small: computeReward(small) }),
 *     joinRewards({ accuracy: 1, small: 0.5 }),
 *   ),
 * ).subscribe((event) => {
 *   if (event._tag === 'Rewarded') console.log(event.reward)
 * })
 */
export const joinRewards = <Label extends string>(
  weights: Readonly<Record<Label, number>>,
): (<A, S>(
  source: Observable<Labelled<Label, Rewarded<A> | RoundProposed<S> | Progress>>,
) => Observable<Rewarded<A> | RoundProposed<S> | Progress>) => {
  checkEach('joinRewards()', weights, finiteNumber())
  const labels = Object.keys(weights).length
  const [first] = Object.keys(weights)

  return named('joinRewards', { ...weights })(
    <A, S>(source: Observable<Labelled<Label, Rewarded<A> | RoundProposed<S> | Progress>>) =>
      defer(() => {
        const sums = new Map<number, { paid: number; sum: number; outcome: Outcome<A> }>()
        let ended = 0
        return source.pipe(
          mergeMap(({ label, event }): Observable<Rewarded<A> | RoundProposed<S> | Progress> => {
            switch (event._tag) {
              case 'Progress':
                return label === first ? of(event) : EMPTY
              case 'RoundProposed':
                ended = (ended + 1) % labels
                if (ended !== 0) return EMPTY
                // What a branch has dropped is never paid in full.
                sums.clear()
                return of(event)
              case 'Rewarded': {
                const episode = episodeOf(event.outcome)
                const before = sums.get(episode) ?? { paid: 0, sum: 0, outcome: event.outcome }
                const paid = before.paid + 1
                const sum = before.sum + weights[label] * event.reward
                if (paid < labels) {
                  sums.set(episode, { ...before, paid, sum })
                  return EMPTY
                }
                sums.delete(episode)
                const total = requireFinite(`The weighted reward of episode ${episode}`, sum)
                return of(rewarded(total)(before.outcome))
              }
            }
          }),
        )
      }),
  )
}
