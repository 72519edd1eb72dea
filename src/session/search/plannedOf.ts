import { type Json, printReward, summarizeSpace } from '../../core.ts'
import { type Planned } from '../events/preparationEvents.ts'
import { type SearchParts } from '../plan/SearchParts.ts'
import { type DecidedPlan } from '../plan/DecidedPlan.ts'
import { type SessionPorts } from '../ports/SessionPorts.ts'
import { declarationOf, settingNames } from '../settings/settings.ts'

/** Every setting of a plan that has a value, as a configuration would give it. */
const settingsOf = (plan: DecidedPlan): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    settingNames.flatMap((key): ReadonlyArray<[string, Json]> => {
      const value = plan[key]
      return value === undefined ? [] : [[key, declarationOf(key).toJson(value)]]
    }),
  )

/** What will be done, as an event. */
export const plannedOf = (
  { version, journals }: Pick<SessionPorts, 'version' | 'journals'>,
  plan: DecidedPlan,
  { family, children, policy, reward }: SearchParts,
): Planned => ({
  _tag: 'Planned',
  version,
  configuration: plan.configFile ?? null,
  space: {
    name: family.name,
    size: summarizeSpace(children.space).trimEnd().split('\n').at(-1) ?? '',
  },
  policy: policy(({ name }) => name),
  reward: printReward(reward),
  metrics: reward.requiredMetrics ?? [],
  settings: settingsOf(plan),
  journal: plan.journal,
  baseline: plan.baseline ? journals.baselineOf(plan.journal) : null,
})
