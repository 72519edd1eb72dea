import { type SeedCnn1dWorkerOptions } from './seedCnn1dData.ts'

const moduleBeside = (name: string): URL =>
  new URL(`./${name}.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)

/** Worker module that trains the article's children; its options are {@link SeedCnn1dWorkerOptions}. */
export const seedCnn1dWorker: URL = moduleBeside('seedCnn1dWorker')

/** What {@link finalWorker} is told beside the rest. */
export interface FinalWorkerOptions extends SeedCnn1dWorkerOptions {
  /** Folder that the trained model is saved in. */
  readonly modelFolder: string
}

/** Worker module that trains, saves and tests a search's best child; its options are {@link FinalWorkerOptions}. */
export const finalWorker: URL = moduleBeside('finalWorker')

export { type SeedCnn1dWorkerOptions }
