import * as tf from '@tensorflow/tfjs'
// The backend that every engine of JavaScript has.
import '@tensorflow/tfjs-backend-cpu'
import { type ExportedNetwork } from './ExportedNetwork.ts'

const bytesOf = (base64: string): ArrayBuffer =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer

/** Builds a network on tfjs's active backend: the plain processor one where nobody chose another. */
export const openNetwork = async ({
  topology,
  weightSpecs,
  weights,
}: ExportedNetwork): Promise<tf.LayersModel> => {
  // Each prediction is checked by its shape and for what is no number already.
  tf.enableProdMode()
  await tf.ready()
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: topology,
      weightSpecs: [...weightSpecs],
      weightData: bytesOf(weights),
    }),
  )
}
