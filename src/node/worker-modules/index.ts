import { type ChildWorkerOptions } from './loadWorker.ts'

const moduleBeside = (name: string): URL =>
  new URL(`./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)

/** Worker module that trains the children of a family; its options are {@link ChildWorkerOptions}. */
export const childWorker: URL = moduleBeside('childWorker')

/** Options of {@link finalWorker}. */
export interface FinalWorkerOptions extends ChildWorkerOptions {
  /** Folder that the trained model is saved in. */
  readonly modelFolder: string
}

/** Worker module that trains, saves and tests a search's best child; its options are {@link FinalWorkerOptions}. */
export const finalWorker: URL = moduleBeside('finalWorker')

export { type ChildWorkerOptions }
export { findFamily, type FoundFamily } from './findFamily.ts'
