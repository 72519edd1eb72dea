export { parseBudget, showBudget } from './budget.ts'
export { configSchema } from './configSchema.ts'
export { type Declaration, defaultText, fixed, optional, inGroup } from './declareSetting.ts'
export {
  type Declarations,
  type Given,
  type GivenValues,
  readValues,
  type ResolvedValues,
  type ValueTypes,
  withDefaults,
} from './readValues.ts'
export { type ValueType, name, whole } from './valueTypes.ts'

export { namedInCode } from './namedInCode.ts'
export { readConfig, type ReadConfig } from './readConfig.ts'
export { givenBy, type GivenSettings, readSettings } from './readSettings.ts'
export { type Machine } from './resolveSettings.ts'
export { defineSearch, type OwnParts, type PolicyMaker, type SearchConfig } from './SearchConfig.ts'
export {
  type DataSettings,
  declarationOf,
  policyNames,
  type ResolvedSettings,
  runFolder,
  settingNames,
  settings,
  type SettingName,
  type SettingTypes,
  type SettingValues,
} from './settings.ts'
export { usage, type UsageError } from './UsageError.ts'
