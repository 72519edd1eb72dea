import * as E from 'fp-ts/lib/Either.js'
import { concat, concatMap, defer, from, type Observable, of, tap, throwError } from 'rxjs'
import {
  type Budget,
  type Progress,
  type Rewarded,
  type Validated,
} from '../../src/episode/index.ts'
import { deriveSeed } from '../../src/random/index.ts'
import {
  evaluate,
  type Reward,
  type RewardContext,
  type RewardError,
  startContext,
} from '../../src/reward/index.ts'
import { computeReward } from '../stages/computeReward.ts'
import { named } from '../plan/named.ts'
import { type Ranked } from './ranking.ts'
import { trainChild } from '../stages/trainChild.ts'
import { type Trainer } from '../types/Trainer.ts'

/** How {@link confirmBest} trains again. */
export interface ConfirmOptions<A> {
  readonly trainer: Trainer<A>
  readonly reward: Reward
  readonly budget: Budget
  /** The search's seed; no child is trained again with a seed that it had in the search. */
  readonly seed: number
  /** How many of the best are trained again: a whole number from 1. */
  readonly top: number
  /** Trainings at the same time; 1 unless told. */
  readonly workers?: number
  /** What rewards know of the search; one context for all of them, the first unless told. */
  readonly context?: RewardContext
}

/** An architecture that was trained again. */
export interface Contender<A> {
  readonly architecture: A
  readonly key: string
  /** The reward of its place in the ranking, in the context of the confirmation. */
  readonly recorded: number
  /** Its rewards by fresh seeds. */
  readonly rewards: ReadonlyArray<number>
  /** Their mean: what it is worth, told by trainings that did not bring it to the top. */
  readonly reward: number
}

/** The end of a confirmation. */
export interface Confirmed<A> {
  readonly _tag: 'Confirmed'
  /** Best first: the winner, the loser of the last round, and so on; none where nothing was ranked. */
  readonly contenders: ReadonlyArray<Contender<A>>
}

const meanOf = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** By what contenders are compared: every reading there is, the one from the search too. */
const standing = ({ recorded, rewards }: Contender<unknown>): number =>
  meanOf([recorded, ...rewards])

const contenderOf =
  <A>(reward: Reward, context: RewardContext) =>
  ({ outcome, key }: Ranked<A>): E.Either<RewardError, Contender<A>> =>
    E.Functor.map(evaluate(reward, context)(outcome), (recorded) => ({
      architecture: outcome.validated.architecture,
      key,
      recorded,
      rewards: [],
      reward: NaN,
    }))

/**
 * Trains the best of a ranking again, by fresh seeds, before one is declared the best: of many noisy
 * measurements the highest was lucky, so the first of a search is rarely the best and never as good
 * as it looks. Sequential halving: each round trains all that are left equally often, and the better
 * half goes on; `top` children take at most `top` times the rounds, log2 of `top`, trainings. They are
 * compared by all their rewards, and told by the fresh ones alone.
 *
 * Gives the progress and the rewarded trainings, numbered from 0 as episodes of its own, and
 * `Confirmed` at last. A child that fails is paid the penalty. The same ranking and seed give the same
 * result, whatever the workers. Errors with a `RewardError` where the reward cannot judge.
 *
 * Sources: Karnin, Koren and Somekh, "Almost optimal exploration in multi-armed bandits" (2013);
 * Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization"
 * (2016), who keep the measurements of earlier rounds.
 *
 * @example
 * import { accuracy } from 'rxnas'
 * import { confirmBest, ranking, rescore, type Recorded, type Trainer } from 'rxnas/streams'
 *
 * type Child = { readonly units: number }
 * const journal: Recorded<Child> = () => []
 * const trainer: Trainer<Child> = ({ architecture }) => [{ accuracy: architecture.units / 32 }]
 * rescore(journal, accuracy)
 *   .pipe(ranking(), confirmBest({ trainer, reward: accuracy, budget: {}, seed: 1, top: 4 }))
 *   .subscribe((event) => {
 *     if (event._tag === 'Confirmed') console.log(event.contenders.length) // 0
 *   })
 */
export const confirmBest = <A>(
  options: ConfirmOptions<A>,
): ((
  source: Observable<ReadonlyArray<Ranked<A>>>,
) => Observable<Progress | Rewarded<A> | Confirmed<A>>) => {
  const { trainer, reward, budget, top, workers = 1, context = startContext } = options
  if (!Number.isInteger(top) || top < 1)
    throw new RangeError(`confirmBest takes a whole number of children from 1, and not ${top}.`)
  // None of the search's own: those are derived from its seed and an episode.
  const seed = deriveSeed(options.seed, 0xc0f1, 0x12)

  /** One training for each child, in turn. */
  const train = (jobs: ReadonlyArray<Validated<A>>): Observable<Progress | Rewarded<A>> =>
    from(jobs).pipe(
      trainChild(trainer, { budget, seed, workers, reuse: false }),
      // Each in the same context: a second look at a child is no progress over the first.
      concatMap((event) =>
        event._tag === 'Progress' ? of(event) : of(event).pipe(computeReward(reward, context)),
      ),
    )

  const confirm = (
    ranked: ReadonlyArray<Ranked<A>>,
  ): Observable<Progress | Rewarded<A> | Confirmed<A>> =>
    defer(() => {
      const first: Array<Contender<A>> = []
      for (const one of ranked.slice(0, top)) {
        const contender = contenderOf<A>(reward, context)(one)
        if (E.isLeft(contender)) return throwError(() => contender.left)
        first.push(contender.right)
      }

      const round = (
        left: ReadonlyArray<Contender<A>>,
        out: ReadonlyArray<Contender<A>>,
        trained: number,
      ): Observable<Progress | Rewarded<A> | Confirmed<A>> => {
        if (left.length === 0 || (left.length === 1 && trained > 0))
          return of({ _tag: 'Confirmed', contenders: [...left, ...out] })
        const runs = Math.floor(first.length / left.length)
        const jobs = Array.from({ length: runs }, () => left)
          .flat()
          .map(({ architecture, key }, i): Validated<A> => ({
            _tag: 'Validated',
            episode: trained + i,
            trace: [],
            architecture,
            key,
          }))
        const rewards: Array<number> = []
        return concat(
          train(jobs).pipe(
            tap((event) => {
              if (event._tag === 'Rewarded') rewards.push(event.reward)
            }),
          ),
          defer(() => {
            const met = left
              .map((contender, i): Contender<A> => {
                const fresh = rewards.filter((_, job) => job % left.length === i)
                const all = [...contender.rewards, ...fresh]
                return { ...contender, rewards: all, reward: meanOf(all) }
              })
              .sort((a, b) => standing(b) - standing(a))
            const kept = Math.ceil(met.length / 2)
            return round(met.slice(0, kept), [...met.slice(kept), ...out], trained + jobs.length)
          }),
        )
      }
      return round(first, [], 0)
    })

  return named('confirmBest', { top, budget: { ...budget }, seed: options.seed, workers })(
    (source: Observable<ReadonlyArray<Ranked<A>>>) => source.pipe(concatMap(confirm)),
  )
}
