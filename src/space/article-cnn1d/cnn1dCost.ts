import { type Cost } from '../cost.ts'
import { type Cnn1d, type Cnn1dTask } from './Cnn1d.ts'

/** The length after a layer's pooling (SAME padding). */
const pooledLength = (length: number, pool: number, task: Cnn1dTask): number =>
  task.poolStride === 'one' ? length : Math.ceil(length / pool)

/**
 * Parameters and operations of a child of the article's space: convolutions (stride 1, SAME),
 * max pools, and the dense layer on the flattened rest.
 *
 * @example
 * import { cnn1dCost, mnistTask } from 'rxnas/space'
 *
 * const manual = { layers: [{ kernel: 5, filters: 32, pool: 2, dropout: 0 }] }
 * console.log(cnn1dCost(mnistTask)(manual).parameters) // 192 + 784 * 32 * 10 + 10 = 251082
 */
export const cnn1dCost =
  (task: Cnn1dTask) =>
  ({ layers }: Cnn1d): Cost => {
    let { length, channels } = task
    let parameters = 0
    let flops = 0
    for (const { kernel, filters, pool } of layers) {
      parameters += (kernel * channels + 1) * filters
      // Per output: kernel * channels multiply-adds, the bias and the relu; then pool comparisons.
      flops += length * filters * (2 * kernel * channels + 2)
      length = pooledLength(length, pool, task)
      flops += length * filters * (pool - 1)
      channels = filters
    }
    parameters += (length * channels + 1) * task.classes
    flops += 2 * length * channels * task.classes + task.classes
    return { parameters, flops }
  }
