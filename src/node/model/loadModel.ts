import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { modelError, type ModelError } from './ModelError.ts'

/** Loads a LayersModel from a folder with `model.json`, whatever the active backend is. */
export const loadModel = async (folder: string): Promise<E.Either<ModelError, tf.LayersModel>> => {
  try {
    // tfjs itself checks what model.json says as it builds the model.
    const json = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as tf.io.ModelJSON
    const files = json.weightsManifest.flatMap(({ paths }) => paths)
    const data = Buffer.concat(await Promise.all(files.map((file) => readFile(join(folder, file)))))
    return E.right(
      await tf.loadLayersModel(
        tf.io.fromMemory({
          modelTopology: json.modelTopology,
          weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
          weightData: new Uint8Array(data).buffer,
        }),
      ),
    )
  } catch (error) {
    return E.left(modelError('loaded from', folder, error))
  }
}
