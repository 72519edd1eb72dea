import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { concat, concatMap, defer, from, type Observable, of, tap } from 'rxjs'
import { checkOptions, mean, optional, seedNumber, wholeNumber } from '../../src/common/index.ts'
import {
  type Budget,
  checkBudget,
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
import { fromEither } from '../internal/fromEither.ts'
import { aReward, aTrainer, workerCount } from '../internal/optionChecks.ts'
import { named } from '../plan/named.ts'
import { computeReward } from '../stages/computeReward.ts'
import { trainChild } from '../stages/trainChild.ts'
import { type Trainer } from '../types/Trainer.ts'
import { type Ranked } from './ranking.ts'

/** How {@link reevaluateBest} trains again. */
export interface ReevaluateOptions<A> {
  readonly trainer: Trainer<A>
  readonly reward: Reward
  readonly budget: Budget
  /** The search's seed; no child is trained again with a seed that it had in the search. */
  readonly seed: number
  /** How many of the best are trained again: a whole number from 1. */
  readonly top: number
  /** Trainings at the same time; default 1. */
  readonly workers?: number
  /** What rewards know of the search, one context for all of them; default that of its beginning. */
  readonly context?: RewardContext
}

/** An architecture that was trained again. */
export interface Contender<A> {
  readonly architecture: A
  readonly key: string
  /** The reward of its place in the ranking, in the context of the new trainings. */
  readonly recorded: number
  /** Its rewards by new seeds. */
  readonly rewards: ReadonlyArray<number>
  /** Their mean: an estimate that the choice of the best has not biased. */
  readonly reward: number
}

/** The end of a reevaluation. */
export interface Confirmed<A> {
  readonly _tag: 'Confirmed'
  /** Best first: the winner, the loser of the last round, and so on; none where nothing was ranked. */
  readonly contenders: ReadonlyArray<Contender<A>>
}

/** What is left of a reevaluation. */
interface Standing<A> {
  readonly left: ReadonlyArray<Contender<A>>
  /** Those that have lost a round, the best first. */
  readonly out: ReadonlyArray<Contender<A>>
  /** Trainings so far. */
  readonly trained: number
}

/** By what contenders are compared: every reward there is, the one from the search too. */
const meanReward = ({ recorded, rewards }: Contender<unknown>): number =>
  mean([recorded, ...rewards])

const contenderOf =
  <A>(reward: Reward, context: RewardContext) =>
  ({ outcome, key }: Ranked<A>): E.Either<RewardError, Contender<A>> =>
    pipe(
      evaluate(reward, context)(outcome),
      E.map((recorded) => ({
        architecture: outcome.validated.architecture,
        key,
        recorded,
        rewards: [],
        reward: NaN,
      })),
    )

/** The trainings of a round: each child `runs` times, all of them once before the first again. */
const jobsOf = <A>({ left, trained }: Standing<A>, runs: number): ReadonlyArray<Validated<A>> =>
  Array.from({ length: runs }, () => left)
    .flat()
    .map(({ architecture, key }, i) => ({
      _tag: 'Validated',
      episode: trained + i,
      trace: [],
      architecture,
      key,
    }))

/** The better half goes on, by the rewards of {@link jobsOf} in their order. */
const halve = <A>(
  { left, out, trained }: Standing<A>,
  rewards: ReadonlyArray<number>,
): Standing<A> => {
  const ranked = left
    .map((contender, i): Contender<A> => {
      const all = [...contender.rewards, ...rewards.filter((_, job) => job % left.length === i)]
      return { ...contender, rewards: all, reward: mean(all) }
    })
    .sort((a, b) => meanReward(b) - meanReward(a))
  const kept = Math.ceil(ranked.length / 2)
  return {
    left: ranked.slice(0, kept),
    out: [...ranked.slice(kept), ...out],
    trained: trained + rewards.length,
  }
}

/**
 * Trains the best of a ranking again, by new seeds, before one is declared the best: of many noisy
 * measurements the highest was lucky, so the first of a search is rarely the best and never as good
 * as it looks. This is sequential halving: each round trains all that are left equally often, and the
 * better half goes on; `top` children take at most `top` times log2 of `top` trainings. They are
 * compared by all their rewards, and reported by the new ones alone.
 *
 * Emits the progress and the rewarded trainings, numbered from 0 as episodes of their own, and
 * `Confirmed` at last. A child that fails is paid the penalty. The same ranking and seed give the same
 * result, whatever the workers. Errors with a `RewardError` where the reward cannot judge.
 *
 * Sources: Karnin, Koren and Somekh, "Almost optimal exploration in multi-armed bandits" (2013);
 * Jamieson and Talwalkar, "Non-stochastic best arm identification and hyperparameter optimization"
 * (2016), who keep the measurements of earlier rounds.
 *
 * @example
 * import { accuracy } from 'rxnas'
 * import { reevaluateBest, ranking, rescore, type Recorded, type Trainer } from 'rxnas/streams'
 *
 * type Child = { readonly units: number }
 * const journal: Recorded<Child> = () => []
 * const trainer: Trainer<Child> = ({ architecture }) => [{ accuracy: architecture.units / 32 }]
 * rescore(journal, accuracy)
 *   .pipe(ranking(), reevaluateBest({ trainer, reward: accuracy, budget: {}, seed: 1, top: 4 }))
 *   .subscribe((event) => {
 *     if (event._tag === 'Confirmed') console.log(event.contenders.length) // 0
 *   })
 */
export const reevaluateBest = <A>(
  options: ReevaluateOptions<A>,
): ((
  source: Observable<ReadonlyArray<Ranked<A>>>,
) => Observable<Progress | Rewarded<A> | Confirmed<A>>) => {
  checkOptions('reevaluateBest()', options, { trainer: aTrainer, reward: aReward })
  const { trainer, reward, budget, top, workers = 1, context = startContext } = options
  checkOptions('reevaluateBest()', options, {
    seed: seedNumber,
    top: wholeNumber(1, 100_000),
    workers: optional(workerCount),
  })
  checkBudget('reevaluateBest()', budget)
  // None of the search's own: those are derived from its seed and an episode.
  const seed = deriveSeed(options.seed, 0xc0f1, 0x12)

  /** One training for each child, in turn. */
  const train = (jobs: ReadonlyArray<Validated<A>>): Observable<Progress | Rewarded<A>> =>
    from(jobs).pipe(
      trainChild(trainer, { budget, seed, workers, reuse: false }),
      // Each in the same context: a second training of a child is no progress over the first.
      concatMap((event) =>
        event._tag === 'Progress' ? of(event) : of(event).pipe(computeReward(reward, context)),
      ),
    )

  /** The rounds from a standing on, of `first` children at the beginning. */
  const rounds = (
    standing: Standing<A>,
    first: number,
  ): Observable<Progress | Rewarded<A> | Confirmed<A>> => {
    const { left, out, trained } = standing
    if (left.length === 0 || (left.length === 1 && trained > 0))
      return of({ _tag: 'Confirmed', contenders: [...left, ...out] })
    const rewards: Array<number> = []
    return concat(
      train(jobsOf(standing, Math.floor(first / left.length))).pipe(
        tap((event) => {
          if (event._tag === 'Rewarded') rewards.push(event.reward)
        }),
      ),
      defer(() => rounds(halve(standing, rewards), first)),
    )
  }

  const reevaluate = (
    ranked: ReadonlyArray<Ranked<A>>,
  ): Observable<Progress | Rewarded<A> | Confirmed<A>> =>
    pipe(
      ranked.slice(0, top),
      E.traverseArray(contenderOf<A>(reward, context)),
      fromEither,
      concatMap((left) => rounds({ left, out: [], trained: 0 }, left.length)),
    )

  return named('reevaluateBest', { top, budget: { ...budget }, seed: options.seed, workers })(
    concatMap(reevaluate),
  )
}
