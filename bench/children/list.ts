import { type Cnn1dLayer } from '../../src/core.ts'

/** A layer of a child of the article's space. */
export type Layer = Omit<Cnn1dLayer, 'dropout'>

const layer = (kernel: number, filters: number, pool: number): Layer => ({ kernel, filters, pool })

/** The children that bench/children.ts trains, small to large; the article's own are the 4th and 8th. */
export const children: ReadonlyArray<ReadonlyArray<Layer>> = [
  [layer(3, 8, 2)],
  [layer(9, 16, 4)],
  [layer(5, 16, 3), layer(7, 24, 2)],
  [layer(5, 32, 2), layer(5, 64, 2)],
  [layer(31, 12, 20), layer(25, 20, 30)],
  [layer(11, 24, 6), layer(9, 32, 8), layer(5, 48, 3)],
  [layer(21, 48, 8), layer(15, 64, 4)],
  [layer(61, 24, 60), layer(57, 55, 59)],
]

/** Such as `5x32 pool 2, 5x64 pool 2`. */
export const nameOf = (layers: ReadonlyArray<Layer>): string =>
  layers.map(({ kernel, filters, pool }) => `${kernel}x${filters} pool ${pool}`).join(', ')

const [steps, classes, batch] = [784, 10, 100]

/**
 * What one training step has to compute and to move at least: every product of the convolutions and
 * the dense layer three times (the first layer's input has no gradient); every layer's activations
 * written and read twice (forward, backward), and their gradients once.
 */
export const leastOf = (
  layers: ReadonlyArray<Layer>,
): { readonly flops: number; readonly bytes: number } => {
  let channels = 1
  let [flops, bytes] = [0, 0]
  for (const [i, { kernel, filters }] of layers.entries()) {
    flops += 2 * (i === 0 ? 2 : 3) * batch * steps * kernel * channels * filters
    bytes += 6 * 4 * batch * steps * filters
    channels = filters
  }
  return { flops: flops + 2 * 3 * batch * steps * channels * classes, bytes }
}
