export { parseBudget, showBudget } from './budget.ts'
export { configSchema } from './configSchema.ts'
export { didYouMean, nearest } from './nearest.ts'
export { type Given, readSettings, unknownKey } from './readSettings.ts'
export { defineSearch, type PolicyMaker, type SearchConfig } from './SearchConfig.ts'
export { readReward, rewardForms } from './rewards.ts'
export { name, type Setting, whole } from './Setting.ts'
export {
  described,
  type DescribedSetting,
  earlyStopNames,
  policyNames,
  settingNames,
  settings,
  type SettingName,
  type SettingTypes,
  type SettingValues,
} from './settings.ts'
export { usage, usageError, type UsageError } from './UsageError.ts'
