import { type Cnn2d, type Mlp } from '../../space/index.ts'
import { type Task } from '../../task/index.ts'

/** Operations of a 2-D child's convolutions for one example, without a network of it. */
export const cnn2dOperations =
  ({ input }: Task): ((architecture: Cnn2d) => number) =>
  ({ stages, head }) => {
    let [height = 1, width = 1, channels = 1] = input
    let operations = 0
    for (const { filters, kernel, convolutions, skip, pool } of stages) {
      const places = height * width
      const first = kernel ** 2 * channels * filters
      const others = (convolutions - 1) * kernel ** 2 * filters ** 2
      const projection = skip && channels !== filters ? channels * filters : 0
      operations += 2 * places * (first + others + projection)
      channels = filters
      if (pool === 'none') continue
      height = Math.ceil(height / 2)
      width = Math.ceil(width / 2)
    }
    const features = channels * (head?.features === 'flatten' ? height * width : 1)
    return operations + 2 * features * (head?.units ?? 0)
  }

/** Operations of a perceptron's hidden layers for one example, without a network of it. */
export const mlpOperations =
  ({ input }: Task): ((architecture: Mlp) => number) =>
  ({ layers }) => {
    let inputs = input.reduce((a, b) => a * b, 1)
    let operations = 0
    for (const { units } of layers) {
      operations += 2 * inputs * units
      inputs = units
    }
    return operations
  }
