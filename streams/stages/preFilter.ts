import { concatMap, map, of } from 'rxjs'
import { aFunction, checkOptions } from '../../src/common/index.ts'
import { refuse, type Rejected, type Validated } from '../../src/episode/index.ts'
import { fromValueOrPromise } from '../internal/fromValueOrPromise.ts'
import { holdRound } from '../internal/holdRound.ts'
import { batchSize } from '../internal/optionChecks.ts'
import { type Met, stage } from '../internal/stage.ts'
import { requireFinite } from '../types/NotFinite.ts'
import { type PipelineStage } from '../types/PipelineStage.ts'

/** A child that waits for the end of its round, and what the proxy says of it. */
interface Scored<A> {
  readonly _tag: 'Scored'
  readonly child: Validated<A>
  readonly score: number
}

const isScored = <A>(event: Scored<A> | { readonly _tag: string }): event is Scored<A> =>
  event._tag === 'Scored'

interface PreFilter<A> {
  readonly at: 'beforeTraining'
  readonly name: 'preFilter'
  readonly needs: Validated<A>
  readonly gives: Rejected
}

/**
 * Ranks the children of a round by a cheap proxy, and lets the best `keep` be trained. The rest are
 * rejected with their rank, not lost: each is an episode of the journal, paid the reward's penalty.
 * So the policy learns from the whole round. For a policy to learn from the kept ones alone, put a
 * `filter` behind `computeReward` that drops the rejected; the journal of such a search lacks them.
 *
 * A round is held back until its end, when ranks are known. A duplicate takes a place of its own
 * (`dedupe` before this stage prevents it). Equal scores keep the order of their episodes. Everything
 * else of the round keeps its place, but progress, which passes at once.
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
): PipelineStage<PreFilter<A>> => {
  checkOptions('preFilter()', { score, keep }, { score: aFunction(), keep: batchSize })

  type Held = Exclude<Met<Validated<A>>, Validated<A>> | Scored<A>

  const scored = (child: Validated<A>) =>
    fromValueOrPromise(score(child.architecture)).pipe(
      map((value): Held => ({
        _tag: 'Scored',
        child,
        score: requireFinite(`The score of episode ${child.episode}`, value),
      })),
    )

  /** The best of a round as they were, the others rejected with their rank. */
  const selectBest = (round: ReadonlyArray<Held>): ReadonlyArray<Met<Validated<A>>> => {
    const ranked = round.filter((event) => isScored<A>(event)).sort((a, b) => b.score - a.score)
    const ranks = new Map(ranked.map((event, i) => [event, i + 1]))
    return round.map((event) => {
      if (event._tag !== 'Scored') return event
      const rank = ranks.get(event) ?? 0
      return rank <= keep
        ? event.child
        : refuse(
            `The child's score of ${event.score} is number ${rank} of ${ranked.length} in its round, of which the best ${keep} are trained.`,
          )(event.child)
    })
  }

  return stage<PreFilter<A>>('preFilter', { score: score.name, keep }, (source) =>
    source.pipe(
      concatMap((event) => (event._tag === 'Validated' ? scored(event) : of<Held>(event))),
      holdRound(selectBest),
    ),
  )
}
