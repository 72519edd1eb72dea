export { loadModel } from './loadModel.ts'
export { type ModelError } from './ModelError.ts'
export { saveModel } from './saveModel.ts'
