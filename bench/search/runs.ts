import * as E from 'fp-ts/lib/Either.js'
import { accuracy, type Policy, type Rewarded } from '../../src/core.ts'
import { type Tabular, type TabularArchitecture } from '../../src/node/nas-bench/index.ts'
import { search } from '../../streams/index.ts'

/** The episodes of a search of a table, one at a time between updates as the protocol asks, or so many. */
export const episodesOf = <S>(
  { space, trainer }: Tabular,
  policy: Policy<S>,
  episodes: number,
  seed: number,
  batch = 1,
): ReadonlyArray<Rewarded<TabularArchitecture>> => {
  const rewarded: Array<Rewarded<TabularArchitecture>> = []
  search({
    space,
    policy,
    trainer,
    reward: accuracy,
    budget: {},
    episodes,
    batch,
    seed,
  }).subscribe((event) => {
    if (event._tag === 'Rewarded') rewarded.push(event)
  })
  return rewarded
}

/**
 * The curve of a search: after each episode the reported accuracy, in percent, of the child whose
 * measured one is the highest so far.
 */
export const curveOf = <S>(
  table: Tabular,
  policy: Policy<S>,
  episodes: number,
  seed: number,
  batch = 1,
): ReadonlyArray<number> => {
  let highest = -Infinity
  let reported = NaN
  return episodesOf(table, policy, episodes, seed, batch).map(({ outcome, reward }) => {
    if (outcome._tag === 'Trained' && reward > highest) {
      const entry = table.entryOf(outcome.validated.architecture)
      if (E.isRight(entry)) [highest, reported] = [reward, 100 * entry.right.reported]
    }
    return reported
  })
}
