import * as tf from '@tensorflow/tfjs'
import { nativeBackend } from './native.ts'

/** How many zeros SAME padding puts before and after a side. */
const padding = (size: number, window: number, stride: number): [number, number] => {
  const missing = Math.max(0, (Math.ceil(size / stride) - 1) * stride + window - size)
  return [Math.floor(missing / 2), Math.ceil(missing / 2)]
}

/**
 * The averages of square windows of images (SAME padding, of which no zero is averaged). Away from
 * the native backend tfjs's own gradient takes the windows at the border for whole ones (its
 * AvgPoolGrad divides by the window's size, its AvgPool by what lies inside); sums over padded images
 * have the right one.
 */
export const averagePool = (images: tf.Tensor4D, window: number, stride: number): tf.Tensor4D => {
  if (nativeBackend() !== undefined) return tf.avgPool(images, window, stride, 'same')
  return tf.tidy(() => {
    const [, height, width] = images.shape
    const averages = (x: tf.Tensor4D): tf.Tensor4D =>
      tf.avgPool(
        tf.pad(x, [
          [0, 0],
          padding(height, window, stride),
          padding(width, window, stride),
          [0, 0],
        ]),
        window,
        stride,
        'valid',
      )
    return averages(images).div(averages(tf.ones([1, height, width, 1])))
  })
}
