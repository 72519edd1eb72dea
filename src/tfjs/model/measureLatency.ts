import * as tf from '@tensorflow/tfjs'
import { checkOptions, median, wholeNumber } from '../../common/index.ts'
import { seededUniform } from '../kernels/seededUniform.ts'
import { readBatch } from '../training/readBatch.ts'

/** How {@link measureLatency} measures. */
export interface LatencyOptions {
  /** Examples of one forward pass; default 1. */
  readonly batch?: number
  /** Passes that are not counted: the first ones prepare kernels and memory. Default 10. */
  readonly warmUp?: number
  /** Passes that are counted; default 51. */
  readonly repeats?: number
  /** The clock, in milliseconds; default `performance.now`. */
  readonly now?: () => number
}

/**
 * Milliseconds of a model's forward pass over one batch of examples of a shape, until its output can
 * be read: the median of many passes after some to warm up, since single ones are disturbed by
 * whatever else the machine does. It is the latency of this machine, backend and number of threads.
 *
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * import { measureLatency } from 'rxnas/tfjs'
 *
 * const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4] })] })
 * console.log((await measureLatency(model, [4])) > 0) // true
 * model.dispose()
 */
export const measureLatency = async (
  model: tf.LayersModel,
  example: ReadonlyArray<number>,
  { batch = 1, warmUp = 10, repeats = 51, now = () => performance.now() }: LatencyOptions = {},
): Promise<number> => {
  checkOptions(
    'measureLatency()',
    { batch, warmUp, repeats },
    {
      batch: wholeNumber(1, 1_000_000),
      warmUp: wholeNumber(0, 1_000_000),
      repeats: wholeNumber(1, 1_000_000),
    },
  )
  // Random numbers, since zeros can take shorter ways through a kernel.
  const examples = seededUniform([batch, ...example], 1)
  const forward = async (): Promise<void> => {
    const output = tf.tidy(() => readBatch(model, examples, false))
    await output.data()
    output.dispose()
  }
  try {
    for (let pass = 0; pass < warmUp; pass++) await forward()
    const times: Array<number> = []
    for (let pass = 0; pass < repeats; pass++) {
      const began = now()
      await forward()
      times.push(now() - began)
    }
    return median(times)
  } finally {
    examples.dispose()
  }
}
