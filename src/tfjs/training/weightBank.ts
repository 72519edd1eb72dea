import * as tf from '@tensorflow/tfjs'

/** Trained weights by layer, which later children begin with. */
export interface WeightBank {
  /** Gives a model's layers the weights kept for them; tells how many layers got some. */
  readonly give: (model: tf.LayersModel) => number
  /** Keeps a model's weights in place of older ones of equal layers. */
  readonly keep: (model: tf.LayersModel) => Promise<void>
}

interface Kept {
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
 * @param limit - numbers kept in all, those kept longest ago given up first; 20 million (80 MB)
 * unless told
 * @example
 * import * as tf from '@tensorflow/tfjs'
 * import { weightBank } from 'rxnas/tfjs'
 *
 * const child = () =>
 *   tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] })
 * const bank = weightBank()
 * const [first, second] = [child(), child()]
 * console.log(bank.give(first)) // 0
 * await bank.keep(first)
 * console.log(bank.give(second)) // 1
 * first.dispose()
 * second.dispose()
 */
export const weightBank = (limit = 20_000_000): WeightBank => {
  // In the order in which they were kept.
  const bank = new Map<string, ReadonlyArray<Kept>>()
  let held = 0

  const forget = (key: string): void => {
    for (const { values } of bank.get(key) ?? []) held -= values.length
    bank.delete(key)
  }

  return {
    give: (model) =>
      tf.tidy(() => {
        let given = 0
        for (const [key, layer] of layersOf(model)) {
          const kept = bank.get(key)
          if (kept === undefined) continue
          layer.setWeights(kept.map(({ shape, values }) => tf.tensor(values, [...shape])))
          given += 1
        }
        return given
      }),
    keep: async (model) => {
      for (const [key, layer] of layersOf(model)) {
        const kept = await Promise.all(
          layer.getWeights().map(async (weight): Promise<Kept> => ({
            shape: weight.shape,
            values: await weight.data(),
          })),
        )
        forget(key)
        bank.set(key, kept)
        for (const { values } of kept) held += values.length
      }
      for (const oldest of bank.keys()) {
        if (held <= limit) return
        forget(oldest)
      }
    },
  }
}
