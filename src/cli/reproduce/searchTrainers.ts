import {
  type ChildWorkerOptions,
  childWorker,
  curveWorker,
  engineEnvironment,
  processTrainer,
  type ProcessTrainer,
} from '../../node/index.ts'
import { article } from './articleFigures.ts'
import { type OpenedData } from './openData.ts'
import { type SearchesPlan } from './plan.ts'

/** The worker processes of the searches. */
export interface SearchTrainers {
  /** Of the searches' children. */
  readonly children: ProcessTrainer<unknown>
  /** Of their winners. */
  readonly winners: ProcessTrainer<unknown>
  readonly close: () => Promise<void>
}

/** The worker processes of a plan, on its data: all searches share them. */
export const searchTrainers = (
  { workers, threads, poolStride }: SearchesPlan,
  { folder, images }: OpenedData,
): SearchTrainers => {
  const options: ChildWorkerOptions = {
    dataFolder: folder,
    family: {
      _tag: 'Named',
      name: 'article',
      settings: { layers: article.search.layers, poolStride },
    },
    trainExamples: images,
    threads,
  }
  const environment = engineEnvironment({ threads })
  const children = processTrainer<unknown>({ module: childWorker, options, environment, workers })
  const winners = processTrainer<unknown>({ module: curveWorker, options, environment, workers })
  return {
    children,
    winners,
    close: async () => {
      await Promise.all([children.close(), winners.close()])
    },
  }
}
