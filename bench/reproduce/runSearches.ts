import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { join } from 'node:path'
import { concat, concatMap, defer, EMPTY, type Observable, of, takeWhile } from 'rxjs'
import { renderEpisode } from '../../src/cli/text/episodes.ts'
import { deriveSeed, type Json, type Rewarded } from '../../src/core.ts'
import { showBudget } from '../../src/session/index.ts'
import { readJsonLines } from '../jsonLines.ts'
import { article } from './article.ts'
import { type Basis, type Experiment, runExperiment, told } from './experiment.ts'
import { type SearchesPlan } from './plan.ts'
import { addResult, isSameWinner, keepSettings, Winner } from './results.ts'
import { renderSearches, searched, type Searched, searchReport } from './searchReport.ts'
import { searchBy, trainNetwork } from './sessions.ts'

/** One of the ways to search; `batch` is 1 for the article's, which knows nothing else. */
export type Arm = Readonly<{ name: string; policy: string; reward: string; batch: number }>

/** The arms of some policies: the article's own has one for each of its two rewards. */
export const armsOf = (policies: ReadonlyArray<string>): ReadonlyArray<Arm> =>
  policies.flatMap((policy): ReadonlyArray<Arm> =>
    policy === 'article-reinforce'
      ? ['article-code', 'article-printed'].map((name) => ({
          name,
          policy,
          reward: name,
          batch: 1,
        }))
      : [{ name: policy, policy, reward: 'accuracy', batch: 4 }],
  )

/** The settings of an arm's search. All search the article's space, or they could not be compared. */
export const searchSettings = (plan: SearchesPlan, arm: Arm, seed: number, out: string) => ({
  ...{ data: plan.data, space: 'article' as const, layers: article.search.layers },
  ...{
    poolStride: plan.poolStride,
    ...(plan.images === undefined ? {} : { trainExamples: plan.images }),
  },
  ...{ policy: arm.policy, reward: arm.reward, batch: arm.batch, seed, out },
  ...{ episodes: plan.children, budget: plan.budget, workers: 1, threads: plan.threads },
  // More than a large child takes where others use the machine too.
  timeLimit: 3600,
  // The winners are trained and tested beside the search.
  ...{ confirm: 0, final: false, estimate: false },
})

/** The searches of a plan; each winner is added to `winners` and to their file, and not trained again. */
const searchesOf = (
  plan: SearchesPlan,
  basis: Basis,
  folder: string,
  winners: Array<Winner>,
  render: typeof renderSearches,
): Experiment => {
  const { children, budget, finalBudget, poolStride, threads, seeds, workers } = plan
  const arms = armsOf(plan.policies)
  const names = arms.map(({ name }) => name)
  const searches: Array<Searched> = []
  const addWinner = addResult(join(folder, 'winners.jsonl'), Winner, winners)
  const train = trainNetwork(basis, plan)

  const trainWinner = ({ arm, seed, best }: Searched): Observable<string> => {
    if (best === undefined) return EMPTY
    const known = { arm, seed, key: best.key, budget: finalBudget }
    if (winners.some((winner) => isSameWinner(winner, known))) return EMPTY
    // No child of the search has this seed.
    return train(best.architecture, finalBudget, deriveSeed(seed, children)).pipe(
      concatMap((event) => {
        if (event._tag !== 'Finished') return EMPTY
        const made = { ...known, threads, at: new Date().toISOString() }
        const winner = addWinner({ _tag: 'Winner', ...made, ...event.metrics })
        return told(winner, (one) => `its winner reaches ${one.testAccuracy.toFixed(4)} on test`)
      }),
    )
  }
  const linesOf = (arm: Arm, seed: number): Observable<string> => {
    const settings = searchSettings(plan, arm, seed, join(folder, `${arm.name}-${seed}`))
    const episodes: Array<Rewarded<Json>> = []
    return concat(
      searchBy(basis, plan, { ...settings, budget: showBudget(budget) }).pipe(
        // One whose children all failed is a result here, though its session ends as a failure.
        takeWhile(({ _tag }) => _tag !== 'SearchEnded'),
        concatMap((event) => {
          if (event._tag === 'PastEpisode') episodes.push(event.episode)
          if (event._tag !== 'Rewarded') return EMPTY
          episodes.push(event)
          return of(renderEpisode(event, children))
        }),
      ),
      defer(() => {
        const search = searched(arm.name, seed, episodes, children)
        searches.push(search)
        return trainWinner(search)
      }),
    )
  }
  return {
    folder,
    heading: [
      `searches: ${names.join(', ')}, each with ${seeds.length} seeds: ${children} children of ${showBudget(budget)}, pooling with stride ${poolStride}; then the winner for ${showBudget(finalBudget)}; ${workers} at once, threads each: ${threads}`,
      `journals: ${folder}`,
    ],
    tasks: seeds.flatMap((seed) =>
      arms.map((arm) => [`${arm.name}, seed ${seed}`, linesOf(arm, seed)] as const),
    ),
    end: () => {
      const common = { children, budget, finalBudget, poolStride, images: basis.images }
      const bySeed = searches.sort((a, b) => a.seed - b.seed)
      const report = searchReport({ source: plan.data, ...common }, names, bySeed, winners)
      const stopped = `Stopped. What was found is in ${folder}; the same command goes on with the rest.`
      return { report, lines: render(report), stopped }
    },
  }
}

/**
 * Runs the article's search beside the other policies, each with each seed, and trains and tests each
 * search's winner. Every search has its journal in the folder, and goes on from it.
 */
export const runSearches = (plan: SearchesPlan, render = renderSearches): Promise<number> =>
  runExperiment(plan, (basis) => {
    const folder = join(plan.out, 'search')
    const { data, images } = basis
    const [budget, threads] = [showBudget(plan.budget), plan.threads]
    const settings = { data: data.sha256, images, budget, 'pool stride': plan.poolStride, threads }
    return pipe(
      readJsonLines(join(folder, 'winners.jsonl'), Winner),
      E.tap(() => keepSettings(join(folder, 'settings.jsonl'), settings)),
      E.map((winners) => searchesOf(plan, basis, folder, [...winners], render)),
    )
  })
