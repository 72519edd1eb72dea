import { currentName } from '../../common/index.ts'
import { type Circumstances } from './declare.ts'
import {
  declarationOf,
  type ResolvedSettings,
  settingNames,
  settings,
  type SettingValues,
} from './settings.ts'

/** Where a search runs, as far as defaults depend on it. */
export type Machine = Pick<Circumstances, 'processors' | 'now'>

/** The values of settings, defaults filled in: the only place where a default is read. */
export const resolveSettings = (values: SettingValues, machine: Machine): ResolvedSettings => {
  const { episodes = settings.episodes.byDefault.value } = values
  const hasObjectives = values.objectives !== undefined
  const known = { ...machine, hasObjectives, episodes, policy: '', out: '' }
  const policy = currentName(values.policy ?? settings.policy.byDefault.of(known))
  const circumstances: Circumstances = {
    ...known,
    policy,
    out: values.out ?? settings.out.byDefault.of({ ...known, policy }),
  }
  const resolved = settingNames.map((key) => {
    const { byDefault } = declarationOf(key)
    const given = values[key]
    if (given !== undefined) return [key, given]
    return [key, byDefault._tag === 'Fixed' ? byDefault.value : byDefault.of(circumstances)]
  })
  // Every setting stands there, by its declaration's own type.
  return Object.fromEntries(resolved) as ResolvedSettings
}
