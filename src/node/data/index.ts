export { fashionFolder } from './idx/fashionFolder.ts'
export { loadMnist, readIdx } from './idx/loadMnist.ts'
export { mnistFolder } from './idx/mnistFolder.ts'
export { columnNames, inspectData } from './inspectData.ts'
export { loadData } from './loadData.ts'
export { readForPrediction } from './readForPrediction.ts'
export { readStored, readStoredTask, storeSplits } from './storedSplits.ts'
export {
  type ColumnEncoding,
  type ColumnKind,
  type DataError,
  type DataOptions,
  type Idx,
  type NewExamples,
  Preparation,
  type Prepared,
  type TargetEncoding,
} from '../../data/index.ts'
