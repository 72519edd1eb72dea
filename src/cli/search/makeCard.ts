import { type Budget, codec, type Json, type JournalHeader } from '../../index.ts'
import { engineStatus, type ModelCard } from '../../node/index.ts'
import { type Children, type FamilyReference } from '../../tfjs/index.ts'
import * as tf from '@tensorflow/tfjs'
import { version } from '../version.ts'
import { type StoredData } from './setup.ts'
import { type FinalMetrics } from './trainFinal.ts'

/** What a card tells of beside the data. */
export interface CardParts {
  readonly family: FamilyReference
  readonly children: Children<unknown>
  readonly architecture: unknown
  readonly search: ModelCard['search']
  readonly budget: Budget
  readonly seed: number
  readonly threads: number
  readonly metrics: FinalMetrics
}

/** The search that a journal's header tells of. */
export const searchOf = (header: JournalHeader, episodes: number): ModelCard['search'] => {
  const { space, policy, reward, budget, batch, seed } = header
  return { space, policy, reward, budget, batch, seed, episodes }
}

/** The card of a network that was just trained on a data set. */
export const makeCard = async (
  { prepared, sha256 }: StoredData,
  { family, children, architecture, search, budget, seed, threads, metrics }: CardParts,
): Promise<ModelCard> => {
  const { source, report, splits, preparation } = prepared
  const engine = await engineStatus()
  return {
    _tag: 'ModelCard',
    version: 1,
    created: new Date().toISOString(),
    data: {
      source,
      sha256,
      report,
      train: splits.train.count,
      validation: splits.validation.count,
      test: splits.test.count,
    },
    task: splits.task,
    preparation,
    family,
    // A space's codec encodes to JSON by construction.
    architecture: codec(children.space).encode(architecture) as Json,
    search,
    training: { budget, seed, threads },
    metrics,
    versions: {
      rxnas: version,
      tfjs: tf.version_core,
      libtensorflow: engine._tag === 'Works' ? engine.libtensorflow : 'unknown',
      node: process.versions.node,
      platform: `${process.platform} ${process.arch}`,
    },
  }
}
