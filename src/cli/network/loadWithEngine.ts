import type * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { loadEngine, type SavedNetwork } from '../../node/index.ts'
import { engineReady } from '../engine/engineReady.ts'
import { failedWith } from '../exitStatus.ts'
import { loadNetwork } from './loadNetwork.ts'

/** Threads that predict: more gain little on batches of this size. */
const threads = 2

/** A trained network on the native engine; `Left` is the status to end with where the reason was told. */
export const loadWithEngine = async (
  saved: SavedNetwork,
  path: string,
): Promise<E.Either<number, tf.LayersModel>> => {
  const ready = await engineReady()
  if (E.isLeft(ready)) return ready
  const engine = await loadEngine({ threads })
  if (E.isLeft(engine)) return E.left(failedWith(engine.left.message))
  return E.mapLeft(failedWith)(await loadNetwork(saved, path))
}
