import * as tf from '@tensorflow/tfjs'
import { randomState, uniformArray } from '../../random/index.ts'
import { nativeBackend, typeAttribute } from './native.ts'

/**
 * A tensor of numbers uniform in [0, 1), the same for the same seed on the same backend. tfjs's own
 * makes them one by one in JavaScript, from Math.random unless seeded; a dropout mask of five
 * million numbers a step wants a kernel.
 */
export const seededUniform = (shape: ReadonlyArray<number>, seed: number): tf.Tensor => {
  const native = nativeBackend()
  if (native === undefined) {
    const [values] = uniformArray(tf.util.sizeFromShape([...shape]), 0, 1)(randomState(seed))
    return tf.tensor(values, [...shape], 'float32')
  }
  return tf.tidy(() =>
    native.executeSingleOutput(
      'StatelessRandomUniform',
      [
        typeAttribute(native, 'dtype', 'TF_FLOAT'),
        typeAttribute(native, 'T', 'TF_INT32'),
        typeAttribute(native, 'Tseed', 'TF_INT32'),
      ],
      [tf.tensor1d([...shape], 'int32'), tf.tensor1d([seed | 0, 0], 'int32')],
    ),
  )
}
