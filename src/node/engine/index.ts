export { type EngineError } from './EngineError.ts'
export { enginePaths, type EnginePaths } from './EnginePaths.ts'
export { describeSetUpProgress, type SetUpProgress } from './SetUpProgress.ts'
export { engineStatus, type EngineStatus } from './engineStatus.ts'
export { engineEnvironment, type EngineOptions } from './environment.ts'
export { ensureEngine, type LocatedInfo } from './ensureEngine.ts'
export {
  type EngineInfo,
  type EngineSource,
  installEngine,
  type InstallOptions,
} from './installEngine.ts'
export { locateEngines } from './locateEngine.ts'
export { loadEngine } from './loadEngine.ts'
export { type SummaryWriter, summaryWriter } from './summaryWriter.ts'
