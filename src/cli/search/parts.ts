import * as E from 'fp-ts/lib/Either.js'
import {
  makePolicy,
  policies,
  type Policy,
  type Reward,
  type SearchSpace,
  type Task,
} from '../../index.ts'
import { readReward } from '../../session/index.ts'
import { type Prepared } from '../../node/index.ts'
import {
  type ChildFamily,
  type Children,
  familyByName,
  type FamilyName,
  type FamilyReference,
} from '../../tfjs/index.ts'
import { type SearchPlan } from './plan.ts'

/** The parts of a search once its data is known. */
export interface SearchParts {
  readonly family: ChildFamily<unknown>
  /** How workers find the family. */
  readonly reference: FamilyReference
  readonly children: Children<unknown>
  readonly reward: Reward
}

/** The space for data of which nothing is said: the article's for MNIST, else by the form of examples. */
const spaceFor = ({ data }: SearchPlan, { input }: Task): FamilyName =>
  data === 'mnist' ? 'article-cnn1d' : input.length === 3 ? 'cnn2d' : 'mlp'

const classMetrics = ['accuracy']
const numberMetrics = ['r2', 'rmse', 'mae']

/** The reward of a plan, which must read what children of the task measure. */
const rewardFor = (plan: SearchPlan, { target }: Task): E.Either<string, Reward> => {
  if (plan.own.reward !== undefined) return E.right(plan.own.reward)
  const number = target._tag === 'Number'
  return E.Chain.chain(
    E.mapLeft(({ message }: { readonly message: string }) => message)(
      readReward(plan.reward ?? (number ? 'r2' : 'accuracy')),
    ),
    (reward) => {
      const misses = (number ? classMetrics : numberMetrics).find((metric) =>
        reward.requiredMetrics?.includes(metric),
      )
      return misses === undefined
        ? E.right(reward)
        : E.left(
            number
              ? `The reward ${reward.name} needs classes, but a number is predicted. Use --reward r2, or predict classes by --task classification.`
              : `The reward ${reward.name} needs a number, but classes are predicted. Use --reward accuracy, or predict a number by --task regression.`,
          )
    },
  )
}

/** The parts of a plan for its data, or what does not fit. */
export const partsOf = (
  plan: SearchPlan,
  { splits: { task } }: Prepared,
): E.Either<string, SearchParts> => {
  const name = plan.space ?? spaceFor(plan, task)
  const own = plan.own.space
  const family = own ?? familyByName(name, plan.spaceSettings)
  const reference: FamilyReference =
    own === undefined || plan.configFile === undefined
      ? { _tag: 'Named', name, settings: plan.spaceSettings }
      : { _tag: 'Configured', name: own.name, file: plan.configFile }
  return E.Chain.chain(
    E.mapLeft(({ message }: { readonly message: string }) => message)(family.forTask(task)),
    (children) =>
      E.Functor.map(rewardFor(plan, task), (reward) => ({ family, reference, children, reward })),
  )
}

/** Hands the policy of a plan, whatever its state is, to whoever uses it. */
export const withPolicy = <R>(
  plan: SearchPlan,
  space: SearchSpace<unknown>,
  use: <S>(policy: Policy<S>) => R,
): R => {
  if (plan.own.policy !== undefined) return use(plan.own.policy(space))
  const made = makePolicy(policies, plan.policy, {}, space)
  // A plan names one that needs no options, and its space with it.
  if (E.isLeft(made)) throw new TypeError(made.left.message)
  return made.right(use)
}
