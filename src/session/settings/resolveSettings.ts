import { currentName } from '../../common/index.ts'
import { type Circumstances, type DataCircumstances } from './declareSetting.ts'
import { withDataDefaults, withDefaults } from './readValues.ts'
import {
  type DataSettings,
  type ResolvedSettings,
  settings,
  type SettingValues,
} from './settings.ts'

/** Where a search runs, as far as defaults depend on it. */
export type Machine = Pick<Circumstances, 'processors' | 'now'>

/** The values of settings, defaults filled in: but for those that data decides. */
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

/** The settings that data decides: as they are given, else by the data. */
export const resolveByData = (
  values: SettingValues | ResolvedSettings,
  data: DataCircumstances,
): DataSettings => withDataDefaults(settings, values, data)
