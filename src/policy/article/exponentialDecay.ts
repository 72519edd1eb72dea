/**
 * A learning rate that falls by a factor every so many steps: `initial * rate^floor(step / every)`.
 *
 * Source: `tf.train.exponential_decay` of TensorFlow 1, with `staircase`.
 */
export const exponentialDecay = (
  initial: number,
  step: number,
  every: number,
  rate: number,
): number => initial * rate ** Math.floor(step / every)
