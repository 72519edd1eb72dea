import { concat, concatMap, defer, EMPTY, from, map, type Observable } from 'rxjs'
import { refuse, type Rejected, type Validated } from '../../src/episode/index.ts'
import { eventually } from '../internal/eventually.ts'
import { matchChild } from './internal/matchChild.ts'
import { named } from '../plan/named.ts'
import { requireFinite } from '../types/NotFinite.ts'
import { type BeforeTraining, type ChildrenOf, type StageEvent } from '../types/order.ts'

interface Scored<A> {
  readonly child: Validated<A>
  readonly score: number
}

/**
 * Ranks the children of a round by a cheap proxy, and lets the best `keep` be trained. The rest are
 * rejected with their rank, not lost: each is an episode of the journal, paid the reward's penalty.
 * So the policy learns from the whole round: from those kept by their reward, and from those
 * rejected that the proxy likes others better. A policy that shall learn from the kept alone gets
 * a `filter` behind `computeReward` that drops the rejected; a journal of such a search lacks them.
 *
 * A round is held back until its end, so ranks are known; a duplicate takes a place of its own
 * (`dedupe` before this stage prevents it). Equal scores keep the order of their episodes.
 * Everything else passes through, in order.
 *
 * Errors with {@link NotFinite} where a score is no finite number, and with whatever `score` throws.
 *
 * @param score - how promising an architecture is, more is better; now or in time
 * @param keep - how many of a round are trained: a whole number from 1
 *
 * @example
 * import { lastValueFrom, toArray } from 'rxjs'
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import { computeReward, preFilter, searchLoop, trainChild, validateAction } from 'rxnas/streams'
 *
 * const space = struct({ units: choice(1, 2, 3, 4, 5, 6, 7, 8) })
 * const proxy = ({ units }: { units: number }) => units
 * const trainer = ({ architecture }: { architecture: { units: number } }) => [
 *   { accuracy: architecture.units / 8 },
 * ]
 * const events = await lastValueFrom(
 *   searchLoop({ policy: random(space), seed: 1, batch: 8, episodes: 16 }, (proposed) =>
 *     proposed.pipe(
 *       validateAction(space),
 *       preFilter(proxy, 2),
 *       trainChild(trainer, { budget: {}, seed: 1 }),
 *       computeReward(accuracy),
 *     ),
 *   ).pipe(toArray()),
 * )
 * const trained = events.filter((e) => e._tag === 'Rewarded' && e.outcome._tag === 'Trained')
 * console.log(trained.length) // 4
 */
export const preFilter = <A>(
  score: (architecture: A) => number | PromiseLike<number>,
  keep: number,
): (<E extends StageEvent>(
  source: Observable<E> & BeforeTraining<E, 'preFilter'> & ChildrenOf<E, A>,
) => Observable<E | Rejected>) => {
  if (!Number.isInteger(keep) || keep < 1)
    throw new RangeError(`preFilter keeps a whole number of children from 1, and not ${keep}.`)

  const rank = <E>(held: ReadonlyArray<E | Scored<A>>): ReadonlyArray<E | Rejected> => {
    const isScored = (event: E | Scored<A>): event is Scored<A> =>
      typeof event === 'object' && event !== null && 'score' in event
    const ranked = held.filter(isScored).sort((a, b) => b.score - a.score)
    const ranks = new Map(ranked.map((scored, i) => [scored, i + 1]))
    return held.map((event) => {
      if (!isScored(event)) return event
      const place = ranks.get(event) ?? 0
      // The child is an event of E, kept as what it was.
      if (place <= keep) return event.child as E
      return refuse(
        `The child's score of ${event.score} is number ${place} of ${ranked.length} in its round, of which the best ${keep} are trained.`,
      )(event.child)
    })
  }

  return named('preFilter', { score: score.name, keep })(
    <E extends StageEvent>(source: Observable<E>): Observable<E | Rejected> =>
      defer(() => {
        let held: Array<E | Scored<A>> = []
        const release = (): Observable<E | Rejected> => {
          const round = held
          held = []
          return from(rank<E>(round))
        }
        const hold = (event: E | Scored<A>, ends: boolean): Observable<E | Rejected> => {
          held.push(event)
          return ends ? release() : EMPTY
        }
        return concat(
          source.pipe(
            concatMap(
              matchChild<A, E, Observable<E | Rejected>>(
                (child) =>
                  eventually(score(child.architecture)).pipe(
                    map((value) => requireFinite(`The score of episode ${child.episode}`, value)),
                    concatMap((value) => hold({ child, score: value }, false)),
                  ),
                (event) => hold(event, event._tag === 'RoundProposed'),
              ),
            ),
          ),
          defer(release),
        )
      }),
  )
}
