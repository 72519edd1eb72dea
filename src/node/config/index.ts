export {
  configNames,
  type LoadedConfig,
  loadConfig,
  mergeSettings,
  type OwnParts,
} from './loadConfig.ts'
