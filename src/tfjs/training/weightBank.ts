import * as tf from '@tensorflow/tfjs'
import { checkOptions, wholeNumber } from '../../common/index.ts'

/** Trained weights by layer, which later children begin with. */
export interface WeightBank {
  /** Gives a model's layers the weights stored for them; returns how many layers got some. */
  readonly load: (model: tf.LayersModel) => number
  /** Stores a model's weights in place of older ones of equal layers. */
  readonly store: (model: tf.LayersModel) => Promise<void>
}

interface Stored {
  readonly shape: ReadonlyArray<number>
  readonly values: ReturnType<tf.Tensor['dataSync']>
}

/** The layers that have weights; equal keys are layers of one kind, place and shapes. */
const layersOf = (
  model: tf.LayersModel,
): ReadonlyArray<readonly [key: string, layer: tf.layers.Layer]> => {
  const places = new Map<string, number>()
  return model.layers
    .filter(({ weights }) => weights.length > 0)
    .map((layer) => {
      const kind = layer.getClassName()
      const place = (places.get(kind) ?? 0) + 1
      places.set(kind, place)
      return [JSON.stringify([kind, place, layer.weights.map(({ shape }) => shape)]), layer]
    })
}

/**
 * A bank of weights: a child inherits, layer by layer, from the child trained last whose layer of the
 * same kind and place (the second convolution, say) has weights of the same shapes. What no child has
 * had begins as it was built.
 *
 * A child's figure then depends on the children that this bank has seen before it. So a search that
 * inherits repeats itself only where one worker trains every child from the first, one after another:
 * not with more workers, and not after a resume. `npm run bench:proxies` tells what it does to the
 * ranking of children.
 *
 * Source: inheritance as in Real et al., "Large-Scale Evolution of Image Classifiers" (2017).
 *
 * @param limit - numbers stored in all, those stored longest ago given up first; default 20
 * million (80 MB)
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * import { weightBank } from 'rxnas/tfjs'
 *
 * const child = () =>
 *   tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] })
 * const bank = weightBank()
 * const [first, second] = [child(), child()]
 * console.log(bank.load(first)) // 0
 * await bank.store(first)
 * console.log(bank.load(second)) // 1
 * first.dispose()
 * second.dispose()
 */
export const weightBank = (limit = 20_000_000): WeightBank => {
  checkOptions('weightBank()', { limit }, { limit: wholeNumber(1) })
  // In the order in which they were stored.
  const bank = new Map<string, ReadonlyArray<Stored>>()
  let held = 0

  const forget = (key: string): void => {
    for (const { values } of bank.get(key) ?? []) held -= values.length
    bank.delete(key)
  }

  return {
    load: (model) =>
      tf.tidy(() => {
        let loaded = 0
        for (const [key, layer] of layersOf(model)) {
          const stored = bank.get(key)
          if (stored === undefined) continue
          layer.setWeights(stored.map(({ shape, values }) => tf.tensor(values, [...shape])))
          loaded += 1
        }
        return loaded
      }),
    store: async (model) => {
      for (const [key, layer] of layersOf(model)) {
        const stored = await Promise.all(
          layer.getWeights().map(async (weight): Promise<Stored> => ({
            shape: weight.shape,
            values: await weight.data(),
          })),
        )
        forget(key)
        bank.set(key, stored)
        for (const { values } of stored) held += values.length
      }
      for (const oldest of bank.keys()) {
        if (held <= limit) return
        forget(oldest)
      }
    },
  }
}
