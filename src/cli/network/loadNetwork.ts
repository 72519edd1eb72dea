import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { loadModel, type SavedNetwork } from '../../node/index.ts'

/** The trained network of a card, or what to do where only its description was kept. */
export const loadNetwork = async (
  { folder }: SavedNetwork,
  path: string,
): Promise<E.Either<string, tf.LayersModel>> => {
  if (folder === undefined)
    return E.left(
      `${path} describes a network but holds no trained weights. Give the folder of the model, or train it by: rxnas train ${path} --data FILE`,
    )
  const model = await loadModel(folder)
  return E.isLeft(model) ? E.left(model.left.message) : model
}
