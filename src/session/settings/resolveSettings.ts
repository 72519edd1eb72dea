import { currentName } from '../../common/index.ts'
import { type Circumstances } from './declareSetting.ts'
import { withDefaults } from './readValues.ts'
import { type ResolvedSettings, settings, type SettingValues } from './settings.ts'

/** Where a search runs, as far as defaults depend on it. */
export type Machine = Pick<Circumstances, 'processors' | 'now'>

/** The values of settings, defaults filled in: the only place where a default is read. */
export const resolveSettings = (values: SettingValues, machine: Machine): ResolvedSettings => {
  const { episodes = settings.episodes.byDefault.value } = values
  const hasObjectives = values.objectives !== undefined
  const known = { ...machine, hasObjectives, episodes, policy: '', out: '' }
  const policy = currentName(values.policy ?? settings.policy.byDefault.resolve(known))
  const circumstances: Circumstances = {
    ...known,
    policy,
    out: values.out ?? settings.out.byDefault.resolve({ ...known, policy }),
  }
  return withDefaults(settings, values, circumstances)
}
