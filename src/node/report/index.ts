export { pageScript } from './pageScript.ts'
export { readRun } from './readRun.ts'
export { type StoredResult, storedResult } from './storedResult.ts'
