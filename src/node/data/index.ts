export { columnNames } from './columnNames.ts'
export { fashionFolder } from './idx/fashionFolder.ts'
export { loadMnist } from './idx/loadMnist.ts'
export { mnistFolder } from './idx/mnistFiles.ts'
export { inspectData } from './inspectData.ts'
export { loadData } from './loadData.ts'
export { type NewExamples, readForPrediction } from './readForPrediction.ts'
export { readStored, readStoredTask, storeSplits } from './store.ts'
export {
  type ColumnCode,
  type ColumnKind,
  type DataError,
  type DataOptions,
  type Idx,
  Preparation,
  type Prepared,
  readIdx,
  type TargetCode,
} from '../../data/index.ts'
