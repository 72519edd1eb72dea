import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { modelError, type ModelError } from './ModelError.ts'

/** Writes a LayersModel's files into a folder that is moved into place whole, over an older one. */
const writeWhole = async (artifacts: tf.io.ModelArtifacts, folder: string): Promise<void> => {
  const { modelTopology, weightSpecs, weightData, format, generatedBy, convertedBy } = artifacts
  const staging = `${folder}.staging-${process.pid}`
  try {
    await mkdir(dirname(folder), { recursive: true })
    await mkdir(staging)
    const weights = new tf.io.CompositeArrayBuffer(weightData).slice()
    await writeFile(join(staging, 'weights.bin'), new Uint8Array(weights))
    const model = {
      modelTopology,
      format,
      generatedBy,
      convertedBy,
      weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
    }
    await writeFile(join(staging, 'model.json'), JSON.stringify(model))
    await rm(folder, { recursive: true, force: true })
    await rename(staging, folder)
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

/**
 * Saves a model in tfjs's LayersModel form (`model.json` and `weights.bin`), which tfjs in a browser
 * and in Node, Netron and the Keras converter read.
 */
export const saveModel = async (
  model: tf.LayersModel,
  folder: string,
): Promise<E.Either<ModelError, void>> => {
  try {
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        await writeWhole(artifacts, folder)
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } }
      }),
    )
    return E.right(undefined)
  } catch (error) {
    return E.left(modelError('saved in', folder, error))
  }
}
