export { parseBudget, showBudget } from './budget.ts'
export { configSchema } from './configSchema.ts'
export { type Declaration, defaultText, derived, fixed, open, under } from './declare.ts'
export {
  type Declarations,
  type Given,
  type GivenValues,
  readValues,
  type ResolvedValues,
  type ValueTypes,
  withDefaults,
} from './declared.ts'
export { type Form, name, whole } from './forms.ts'
export { didYouMean, nearest } from './nearest.ts'
export { readConfig, type ReadConfig } from './readConfig.ts'
export { givenBy, type GivenSettings, readSettings, unknownKey } from './readSettings.ts'
export { type Machine, resolveSettings } from './resolveSettings.ts'
export { defineSearch, type OwnParts, type PolicyMaker, type SearchConfig } from './SearchConfig.ts'
export { readReward, rewardForms } from './rewards.ts'
export {
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
export { usage, usageError, type UsageError } from './UsageError.ts'
