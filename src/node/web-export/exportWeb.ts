import * as tf from '@tensorflow/tfjs'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { messageOf } from '../../common/index.ts'
import { askNetwork, type ExportedNetwork, madeUpInputs } from '../../web/index.ts'
import { artifactsOf } from '../model/artifactsOf.ts'
import { type ModelCard } from '../model/ModelCard.ts'
import { describeNetwork, titleOf } from './describeNetwork.ts'
import { readBundles } from './readBundles.ts'
import { webFiles } from './webFiles.ts'

/** A network with all that a page needs to ask it, and made-up examples with what it says of them here. */
const networkOf = (
  model: tf.LayersModel,
  card: ModelCard,
): TE.TaskEither<string, ExportedNetwork> => {
  const { preparation } = card
  const inputs = madeUpInputs(preparation)
  return pipe(
    TE.Do,
    TE.bind('answer', () => askNetwork(model, preparation, inputs)),
    TE.bind('artifacts', () =>
      pipe(
        artifactsOf(model),
        TE.mapLeft((error) => `The network could not be written: ${messageOf(error)}.`),
      ),
    ),
    TE.map(({ answer: { outputs }, artifacts }): ExportedNetwork => ({
      _tag: 'ExportedNetwork',
      version: 1,
      about: describeNetwork(card),
      preparation,
      // What tfjs writes of the layers of a model is an object.
      topology: artifacts.modelTopology as ExportedNetwork['topology'],
      weightSpecs: artifacts.weightSpecs ?? [],
      weights: Buffer.from(new tf.io.CompositeArrayBuffer(artifacts.weightData).slice()).toString(
        'base64',
      ),
      examples: inputs.map((input, i) => ({ input, outputs: outputs[i] ?? [] })),
    })),
  )
}

/**
 * The files of a folder that runs a trained network in a page, a worker, Node, Deno or Bun, with its
 * preparation: `predict.js` and its types, the network, and a page to try it.
 */
export const exportWeb = (
  model: tf.LayersModel,
  card: ModelCard,
): TE.TaskEither<string, Readonly<Record<string, string>>> =>
  pipe(
    TE.fromEither(readBundles()),
    TE.bindTo('bundles'),
    TE.bind('network', () => networkOf(model, card)),
    TE.map(({ bundles, network }) => webFiles(titleOf(card), network, bundles)),
  )
