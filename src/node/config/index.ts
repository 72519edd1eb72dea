export { configNames, type LoadedConfig, loadConfig, noConfig } from './loadConfig.ts'
