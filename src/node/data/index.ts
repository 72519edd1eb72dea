export { type DataError } from './DataError.ts'
export { loadMnist } from './loadMnist.ts'
export { mnistFolder } from './mnistFiles.ts'
export { type Idx, readIdx } from './readIdx.ts'
