import {
  actorCritic,
  evolution,
  localSearch,
  nsga2,
  type Policy,
  ppo,
  random,
  reinforce,
  type SearchSpace,
  tpe,
} from '../../src/index.ts'

/** A policy that takes part: its name in the table, and how it is made for a space. */
export interface Contender {
  readonly name: string
  readonly use: <R>(space: SearchSpace<unknown>, run: <S>(policy: Policy<S>) => R) => R
}

const contender = <S>(
  name: string,
  make: (space: SearchSpace<unknown>) => Policy<S>,
): Contender => ({ name, use: (space, run) => run(make(space)) })

/** What the others are compared with. */
export const baseline: Contender = contender('random', (space) => random(space))

/** Every policy of the bench but the baseline: one line each. */
export const contenders: ReadonlyArray<Contender> = [
  contender('random, no repeats', (space) => random(space, { repeats: false })),
  contender('actor-critic', (space) => actorCritic(space)),
  contender('reinforce', (space) => reinforce(space)),
  contender('ppo', (space) => ppo(space)),
  contender("ppo, NNI's settings", (space) =>
    ppo(space, { episodesPerUpdate: 20, learningRate: 3e-4, entropyWeight: 0 }),
  ),
  contender('evolution', (space) => evolution(space)),
  contender('local-search', (space) => localSearch(space)),
  contender('tpe', (space) => tpe(space)),
]

/** The policies that are compared by accuracy against FLOPs. */
export const multiObjective: ReadonlyArray<Contender> = [
  contender('random, no repeats', (space) => random(space, { repeats: false })),
  contender('nsga2', (space) =>
    nsga2(space, { objectives: { accuracy: 'maximize', flops: 'minimize' } }),
  ),
]
