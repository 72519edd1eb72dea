import type * as tf from '@tensorflow/tfjs'
import { base64 } from './base64.ts'
import { literal } from './literal.ts'

type Weight = tf.LayersModel['weights'][number]

const weightSource = async (weight: Weight): Promise<string> => {
  // Float32Array is little-endian on every machine that runs tfjs, and so is the text.
  const values = Float32Array.from(await weight.read().data())
  const text = base64(new Uint8Array(values.buffer))
  return `  {
    name: ${literal(weight.originalName)},
    shape: ${literal(weight.shape)},
    values:${text.length > 85 ? '\n     ' : ''} '${text}',
  },`
}

/** The source text of `load`, which makes the network with its weights, and of the weights. */
export const loadSource = async ({ weights }: tf.LayersModel): Promise<string> => `\
/** The network with its trained weights. */
export const load = (): tf.LayersModel => {
  const model = build()
  tf.tidy(() => {
    model.setWeights(weights.map(({ shape, values }) => tf.tensor(decode(values), shape)))
  })
  return model
}

const decode = (base64: string): Float32Array =>
  new Float32Array(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)).buffer)

/** Each weight in the model's order; its values are 32-bit floats, little-endian, in base64. */
const weights: Array<{ name: string; shape: Array<number>; values: string }> = [
${(await Promise.all(weights.map(weightSource))).join('\n')}
]`
