// The module that an exported network's folder has: bundled by the build, it imports the network beside it.
import network from './network.js'
import { checkCopy, type CopyCheck } from './checkCopy.ts'
import {
  openPredictor,
  PredictionError,
  type Predictions,
  type PredictionWithNotes,
  type Predictor,
} from './openPredictor.ts'

let opened: Promise<Predictor> | undefined

/** The network, opened when it is first asked. */
const open = (): Promise<Predictor> => (opened ??= openPredictor(network))

export { PredictionError }

export const predict = async (input: unknown): Promise<PredictionWithNotes> =>
  (await open()).predict(input)

export const predictAll = async (inputs: ReadonlyArray<unknown>): Promise<Predictions> =>
  (await open()).predictAll(inputs)

export const check = async (): Promise<CopyCheck> => checkCopy(network, await open())

export const about = network.about
