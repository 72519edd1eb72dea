import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { currentName, didYouMean } from '../../common/index.ts'
import { dataOptionNames, type DataOptions } from '../../data/index.ts'
import { policies, type PolicyRegistry } from '../../core.ts'
import { families, familySettingNames, type FamilySettings, makeFamily } from '../../tfjs/index.ts'
import { type OwnParts } from '../settings/SearchConfig.ts'
import { type ReadConfig } from '../settings/readConfig.ts'
import { type GivenSettings, readSettings } from '../settings/readSettings.ts'
import { type Machine, resolveSettings } from '../settings/resolveSettings.ts'
import { isPublished, type ResolvedSettings, type SettingValues } from '../settings/settings.ts'
import { usage, usageError, type UsageError } from '../settings/UsageError.ts'

/** A search as it will be run: every setting read, and every default filled in that does not depend on the data. */
export interface SearchPlan extends ResolvedSettings {
  /** What a configuration defines of its own, before what is named. */
  readonly own: OwnParts
  /** The configuration's file, from which worker processes load what is the user's own. */
  readonly configFile: string | undefined
}

/** What a plan is made of. */
export interface PlanSource extends ReadConfig {
  readonly file: string | undefined
}

/** The keys of an object that have a value. */
const present = <O extends object>(o: O): { [K in keyof O]?: Exclude<O[K], undefined> } =>
  // What is left out is what is undefined.
  Object.fromEntries(Object.entries(o).filter(([, value]) => value !== undefined)) as {
    [K in keyof O]?: Exclude<O[K], undefined>
  }

/** How data is read, of the settings that say so. */
export const dataOptionsOf = (
  values: Pick<SettingValues, keyof DataOptions> | Pick<SearchPlan, keyof DataOptions>,
): DataOptions => present(Object.fromEntries(dataOptionNames.map((name) => [name, values[name]])))

/** What a family by name is told, of the settings that say so. */
export const familySettingsOf = (plan: SearchPlan): FamilySettings =>
  present(Object.fromEntries(familySettingNames.map((name) => [name, plan[name]])))

/** The parts of its own that a configuration defines and no setting names instead. */
const ownParts = (own: OwnParts, values: SettingValues): OwnParts => ({
  ...(own.space !== undefined && values.space === undefined ? { space: own.space } : {}),
  ...(own.policy !== undefined && values.policy === undefined ? { policy: own.policy } : {}),
  ...(own.reward !== undefined && values.reward === undefined ? { reward: own.reward } : {}),
  ...(own.policies === undefined ? {} : { policies: own.policies }),
})

/** The policies that a search knows by name: those of rxnas, and those that a configuration adds. */
export const policiesOf = ({ policies: added = [] }: OwnParts): PolicyRegistry => [
  ...policies,
  ...added,
]

const knownPolicy = (plan: SearchPlan, where: string): E.Either<UsageError, SearchPlan> => {
  const names = policiesOf(plan.own)
    .filter(({ name, hasDefaults }) => hasDefaults || name === plan.policy)
    .map(({ name }) => name)
  const current = currentName(plan.policy)
  return names.includes(current)
    ? E.right({ ...plan, policy: current })
    : E.left(
        usage(
          usageError(where, plan.policy, `one of ${names.join(', ')}`).message +
            didYouMean(plan.policy, names),
        ),
      )
}

/** The policy that takes several objectives, and no other does. */
const objectivesFit = (plan: SearchPlan): E.Either<UsageError, SearchPlan> =>
  (plan.policy === 'nsga2') === (plan.objectives !== undefined) || plan.own.policy !== undefined
    ? E.right(plan)
    : E.left(
        usage(
          plan.objectives === undefined
            ? '--policy nsga2 looks for several things at once: name them by --objectives "accuracy, -flops".'
            : `--objectives are what --policy nsga2 looks for, and ${plan.policy} looks for one reward. Leave --policy out, or combine the metrics in --reward.`,
        ),
      )

const fitTogether = (plan: SearchPlan): E.Either<UsageError, SearchPlan> =>
  isPublished(plan.policy) && (plan.space !== 'article' || plan.own.space !== undefined)
    ? E.left(
        usage(
          `--policy ${plan.policy} proposes bare whole numbers, which only --space article takes. Leave --space out, or choose another policy.`,
        ),
      )
    : E.right(plan)

/** The settings of a family that is named, which it takes; those of others are left alone. */
const familyTakesSettings = (plan: SearchPlan): E.Either<UsageError, SearchPlan> =>
  plan.space === undefined
    ? E.right(plan)
    : pipe(
        makeFamily(families, plan.space, familySettingsOf(plan)),
        E.bimap(
          ({ message }) => usage(message),
          () => plan,
        ),
      )

/**
 * The plan of a configuration and of what is given beside it, which comes first; or what cannot be
 * taken, or does not fit together.
 */
export const planSearch = (
  { file, given, own }: PlanSource,
  beside: GivenSettings,
  machine: Machine,
): E.Either<UsageError, SearchPlan> =>
  pipe(
    readSettings({ ...given, ...beside }),
    E.map((values) => ({
      ...resolveSettings(values, machine),
      own: ownParts(own, values),
      configFile: file,
    })),
    E.chain((plan) => knownPolicy(plan, { ...given, ...beside }.policy?.where ?? '--policy')),
    E.chain(fitTogether),
    E.chain(objectivesFit),
    E.chain(familyTakesSettings),
  )
