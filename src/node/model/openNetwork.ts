import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type SavedNetwork } from './cardFile.ts'
import { checkAgainstCard } from './checkAgainstCard.ts'
import { loadModel } from './loadModel.ts'
import { type ModelError } from './ModelError.ts'

/**
 * The trained network of a card, checked against it. `Left` where only its description was kept, where
 * it cannot be loaded, or where it is not the network that the card describes.
 */
export const openNetwork = async (
  { card, folder }: SavedNetwork,
  path: string,
): Promise<E.Either<ModelError, tf.LayersModel>> => {
  const failed = (message: string): ModelError => ({ _tag: 'ModelError', message })
  if (folder === undefined)
    return E.left(
      failed(
        `${path} describes a network but holds no trained weights. Give the folder of the model, or train it by: rxnas train ${path} --data FILE`,
      ),
    )
  return pipe(
    await loadModel(folder),
    E.flatMap((model) =>
      pipe(
        checkAgainstCard(model, card),
        E.mapLeft((reason) => {
          model.dispose()
          return failed(`${folder}: ${reason}`)
        }),
      ),
    ),
  )
}
