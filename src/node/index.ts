export { type LoadedConfig, loadConfig } from './config/index.ts'
export {
  defineSearch,
  type JournalNotice,
  type PolicyMaker,
  type SearchConfig,
} from '../session/index.ts'
export * from './command-trainer/index.ts'
export * from './data/index.ts'
export * from './engine/index.ts'
export { isStream, isTaken, makeFolder, readRegularText, writeAside } from './files/index.ts'
export * from './journal/index.ts'
export * from './model/index.ts'
export * from './nas-bench/index.ts'
export * from './report/index.ts'
export * from './serve/index.ts'
export * from './session/index.ts'
export * from './web-export/index.ts'
export * from './worker-modules/index.ts'
export { version } from './version.ts'
export * from './workers/index.ts'
