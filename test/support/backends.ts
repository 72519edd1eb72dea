import * as tf from '@tensorflow/tfjs'
import * as E from 'fp-ts/lib/Either.js'
import { loadEngine } from '../../src/node/engine/index.ts'

/** The backends that everything of tfjs is tested on. */
export const backends = ['cpu', 'native'] as const

/** Makes a backend the active one. */
export const useBackend = async (backend: (typeof backends)[number]): Promise<void> => {
  if (backend === 'cpu') await tf.setBackend('cpu')
  else {
    const engine = await loadEngine()
    if (E.isLeft(engine)) throw new Error(engine.left.message)
    await tf.setBackend('tensorflow')
  }
}
