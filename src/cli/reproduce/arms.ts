import { type policyNames, type SettingValues } from '../../session/index.ts'
import { article } from './articleFigures.ts'
import { type SearchesPlan } from './plan.ts'

type PolicyName = (typeof policyNames)[number]

/** One of the ways to search that are compared. */
export interface Arm {
  readonly name: string
  readonly policy: PolicyName
  readonly reward: string
  /** Episodes between two policy updates: 1 for the article's, which knows nothing else. */
  readonly batch: number
}

/** The arms of some policies: the article's own has one for each of its two rewards. */
export const armsOf = (policies: ReadonlyArray<PolicyName>): ReadonlyArray<Arm> =>
  policies.flatMap((policy): ReadonlyArray<Arm> =>
    policy === 'article-reinforce'
      ? ['article-code', 'article-printed'].map((reward) => ({
          name: reward,
          policy,
          reward,
          batch: 1,
        }))
      : [{ name: policy, policy, reward: 'accuracy', batch: 4 }],
  )

/** Seconds that a child may train: more than a large one takes where others use the machine too. */
const timeLimit = 3600

/** The settings of an arm's search. All search the article's space, or they could not be compared. */
export const searchSettings = (
  plan: SearchesPlan,
  { policy, reward, batch }: Arm,
  seed: number,
  folder: string,
): SettingValues => ({
  data: plan.data,
  space: 'article',
  layers: article.search.layers,
  poolStride: plan.poolStride,
  ...(plan.images === undefined ? {} : { trainExamples: plan.images }),
  policy,
  reward,
  batch,
  episodes: plan.children,
  budget: plan.budget,
  seed,
  workers: 1,
  threads: plan.threads,
  timeLimit,
  out: folder,
  final: false,
  estimate: false,
})
