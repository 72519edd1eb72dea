import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { openNetwork, type SavedNetwork } from '../../node/index.ts'

/** The trained network of a card, or what to do where only its description was kept. */
export const loadNetwork = async (
  saved: SavedNetwork,
  path: string,
): Promise<E.Either<string, tf.LayersModel>> =>
  E.mapLeft(({ message }: { readonly message: string }) => message)(await openNetwork(saved, path))
