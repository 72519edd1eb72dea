import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  type JournalHeader,
  makePolicy,
  readReward,
  type Reward,
  rewards,
  type SearchSpace,
  somePolicy,
  type SomePolicy,
  type Task,
} from '../../core.ts'
import {
  type ChildFamily,
  type Children,
  everyRevision,
  revisionOfSpace,
  families,
  type FamilyName,
  type FamilyReference,
  makeFamily,
} from '../../tfjs/index.ts'
import { sessionFailed, type SessionFailed } from '../events/SessionError.ts'
import { familySettingsOf, policiesOf, type SearchPlan } from './SearchPlan.ts'

/** The parts of a search once its data is known. */
export interface SearchParts {
  readonly family: ChildFamily<unknown>
  /** How workers find the family. */
  readonly reference: FamilyReference
  readonly children: Children<unknown>
  readonly policy: SomePolicy
  readonly reward: Reward
}

/** The space for data of which nothing is said: the article's for MNIST, else by the form of examples. */
const spaceFor = ({ data }: SearchPlan, { input }: Task): FamilyName =>
  data === 'mnist' ? 'article-cnn1d' : input.length === 3 ? 'cnn2d' : 'mlp'

/** What only children of the one kind of task measure. */
const measuredOnly = { Classes: ['accuracy'], Number: ['r2', 'rmse', 'mae'] } as const

/** The reward of a plan, which must read what children of the task measure. */
const rewardFor = (plan: SearchPlan, { target }: Task): E.Either<SessionFailed, Reward> => {
  if (plan.own.reward !== undefined) return E.right(plan.own.reward)
  const isNumber = target._tag === 'Number'
  return pipe(
    readReward(rewards, plan.reward ?? (isNumber ? 'r2' : 'accuracy')),
    E.mapLeft(({ message }) => sessionFailed(message)),
    E.filterOrElse(
      ({ requiredMetrics }) =>
        !measuredOnly[isNumber ? 'Classes' : 'Number'].some((metric) =>
          requiredMetrics?.includes(metric),
        ),
      ({ name }) =>
        sessionFailed(
          isNumber
            ? `The reward ${name} needs classes, but a number is predicted. Use --reward r2, or predict classes by --task classification.`
            : `The reward ${name} needs a number, but classes are predicted. Use --reward accuracy, or predict a number by --task regression.`,
        ),
    ),
  )
}

/** The policy of a plan for its space. */
const policyFor = (
  plan: SearchPlan,
  space: SearchSpace<unknown>,
): E.Either<SessionFailed, SomePolicy> =>
  plan.own.policy === undefined
    ? pipe(
        makePolicy(
          policiesOf(plan.own),
          plan.policy,
          plan.objectives === undefined ? {} : { objectives: plan.objectives },
          space,
        ),
        E.mapLeft(({ message }) => sessionFailed(message)),
      )
    : E.right(somePolicy(plan.own.policy(space)))

/** The family of a name: of the revision that a journal was written with, else the newest. */
const familyFor = (
  plan: SearchPlan,
  name: FamilyName,
  task: Task,
  recorded: JournalHeader | undefined,
): E.Either<SessionFailed, ChildFamily<unknown>> =>
  pipe(
    E.Do,
    E.bind('revisions', () => everyRevision(families, name, familySettingsOf(plan))),
    E.bind('newest', () => makeFamily(families, name, familySettingsOf(plan))),
    E.bimap(
      ({ message }) => sessionFailed(message),
      ({ revisions, newest }) =>
        (recorded && revisionOfSpace(revisions, task, recorded.space)) ?? newest,
    ),
  )

/**
 * The parts of a plan for its data, or what does not fit.
 *
 * @param recorded - what the journal says that the search goes on with
 */
export const partsOf = (
  plan: SearchPlan,
  task: Task,
  recorded?: JournalHeader,
): E.Either<SessionFailed, SearchParts> => {
  const name = plan.space ?? spaceFor(plan, task)
  const settings = familySettingsOf(plan)
  const own = plan.own.space
  return pipe(
    E.Do,
    E.bind('family', () =>
      own === undefined ? familyFor(plan, name, task, recorded) : E.right(own),
    ),
    E.bind('reference', ({ family: { revision } }): E.Either<SessionFailed, FamilyReference> =>
      own === undefined
        ? E.right({
            _tag: 'Named',
            name,
            settings,
            ...(revision === undefined ? {} : { revision }),
          })
        : plan.configFile === undefined
          ? E.left(
              sessionFailed(
                `The space ${own.name} is code of your own, which worker processes load from a file. Write it in a configuration (rxnas.config.ts) and name that file.`,
              ),
            )
          : E.right({ _tag: 'Configured', name: own.name, file: plan.configFile }),
    ),
    E.bind('children', ({ family }) =>
      pipe(
        family.forTask(task),
        E.mapLeft(({ message }) => sessionFailed(message)),
      ),
    ),
    E.bind('reward', () => rewardFor(plan, task)),
    E.bind('policy', ({ children }) => policyFor(plan, children.space)),
  )
}
