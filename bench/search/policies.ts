import * as E from 'fp-ts/lib/Either.js'
import {
  makePolicy,
  policies,
  type PolicyName,
  type SearchSpace,
  type SomePolicy,
} from '../../src/core.ts'

/** A policy that takes part: its name in the table, and how it is made for a space. */
export interface Contender {
  readonly name: string
  readonly on: (space: SearchSpace<unknown>) => SomePolicy
}

const contender = (name: string, policy: PolicyName, options: object = {}): Contender => ({
  name,
  on: (space) => {
    const made = makePolicy(policies, policy, options, space)
    if (E.isLeft(made)) throw new Error(made.left.message)
    return made.right
  },
})

/** What the others are compared with. */
export const baseline: Contender = contender('random', 'random')

const withoutRepeats = contender('random, no repeats', 'random', { repeats: false })

/** Policies that need objectives, or a space of their own. */
const special: ReadonlyArray<PolicyName> = ['random', 'nsga2', 'article-reinforce']

/** Every policy of the bench but the baseline: those of the registry, and some by other options. */
export const contenders: ReadonlyArray<Contender> = [
  withoutRepeats,
  ...policies
    .map(({ name }) => name)
    .filter((name) => !special.includes(name))
    .map((name) => contender(name, name)),
  contender("ppo, NNI's settings", 'ppo', {
    ...{ episodesPerUpdate: 20, learningRate: 3e-4, entropyWeight: 0 },
  }),
]

/** The policies that are compared by accuracy against FLOPs. */
export const multiObjective: ReadonlyArray<Contender> = [
  withoutRepeats,
  contender('nsga2', 'nsga2', { objectives: { accuracy: 'maximize', flops: 'minimize' } }),
]
