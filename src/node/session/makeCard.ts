import * as tf from '@tensorflow/tfjs'
import { encodeArchitecture } from '../../core.ts'
import { type CardParts } from '../../session/index.ts'
import { engineStatus } from '../engine/index.ts'
import { type ModelCard } from '../model/index.ts'
import { version } from '../version.ts'

/** The card of a network that was just trained on a data set. */
export const makeCard = async ({
  data: { prepared, sha256 },
  ...parts
}: CardParts): Promise<ModelCard> => {
  const { family, children, architecture, search, budget, seed, threads, metrics } = parts
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
    architecture: encodeArchitecture(children.space)(architecture),
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
