import {
  accuracy,
  articleCnn1d,
  articleReward,
  type Cnn1d,
  mnistTask,
  type Policy,
  random,
  reinforce,
  type Reward,
  type SearchSpace,
  seedCnn1d,
  seedReinforce,
} from '../../index.ts'
import { type SearchPlan } from './plan.ts'

/** The task of a plan: MNIST's, with the plan's pooling. */
export const taskOf = ({ poolStride }: SearchPlan): typeof mnistTask => ({
  ...mnistTask,
  poolStride,
})

/** The space that a plan names. */
export const spaceOf = (plan: SearchPlan): SearchSpace<Cnn1d> =>
  plan.space === 'article'
    ? articleCnn1d({ layers: plan.layers, task: taskOf(plan) })
    : seedCnn1d({ maxLayers: plan.layers, task: taskOf(plan) })

/** The reward that a plan names. */
export const rewardOf = ({ reward }: SearchPlan): Reward => {
  switch (reward) {
    case 'accuracy':
      return accuracy
    case 'article-printed':
      return articleReward('printed')
    case 'article-code':
      return articleReward('code')
  }
}

/** Hands the policy that a plan names, whatever its state is, to whoever uses it. */
export const withPolicy = <R>(
  plan: SearchPlan,
  space: SearchSpace<unknown>,
  use: <S>(policy: Policy<S>) => R,
): R => {
  switch (plan.policy) {
    case 'random':
      return use(random(space))
    case 'reinforce':
      return use(reinforce(space))
    case 'seed-reinforce':
      return use(seedReinforce({ maxLayers: plan.layers }))
  }
}
