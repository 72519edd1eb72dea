export { declarations } from './declarations.ts'
export { type ExportedNetwork } from './ExportedNetwork.ts'
export { madeUpInputs } from './madeUpInputs.ts'
export { askNetwork } from './askNetwork.ts'
