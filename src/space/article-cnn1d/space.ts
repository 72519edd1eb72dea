import { checkOptions, optionsOf } from '../../common/index.ts'
import { choice, sequence, struct } from '../constructors.ts'
import { refine } from '../combinators.ts'
import { optionalField } from '../optionalField.ts'
import { type SearchSpace } from '../SearchSpace.ts'
import { type TrainingChoice } from '../training.ts'
import { type Cnn1d, type Cnn1dTask, mnistTask } from './Cnn1d.ts'
import { checkCnn1d, layersCheck } from './checkCnn1d.ts'
import { type CostLimits, defaultLimits } from '../cost.ts'
import { cnn1dCost } from './cnn1dCost.ts'

/** Options of {@link articleCnn1d}. */
export interface ArticleCnn1dOptions {
  /** The most layers a child has; default 3. */
  readonly maxLayers?: number
  readonly kernel?: SearchSpace<number>
  readonly filters?: SearchSpace<number>
  readonly pool?: SearchSpace<number>
  readonly dropout?: SearchSpace<number>
  readonly task?: Cnn1dTask
  readonly limits?: CostLimits
  /** How the child is trained, where that is decided too. */
  readonly training?: SearchSpace<TrainingChoice>
}

const millions = (n: number): string => `${(n / 1e6).toFixed(2)} million`

/** Says why a child does not fit its task or its limits, where it does not. */
export const rejectMisfit =
  (task: Cnn1dTask, limits: CostLimits) =>
  (child: Cnn1d): string | undefined => {
    let length = task.length
    for (const [i, layer] of child.layers.entries()) {
      if (layer.kernel > task.length)
        return `layer ${i + 1} has a kernel of ${layer.kernel}, wider than the ${task.length} steps of the input.`
      if (task.poolStride === 'size' && layer.pool > length)
        return `layer ${i + 1} pools ${layer.pool} steps, but only ${length} are left there.`
      length = task.poolStride === 'size' ? Math.ceil(length / layer.pool) : length
    }
    const { parameters, flops } = cnn1dCost(task)(child)
    if (parameters > limits.parameters)
      return `the child would have ${millions(parameters)} parameters, over the limit of ${millions(limits.parameters)}.`
    if (flops > limits.flops)
      return `the child would take ${millions(flops)} operations an example, over the limit of ${millions(limits.flops)}.`
    return undefined
  }

/**
 * The article's search space: 1 to N layers, each with kernel size, number of filters, pool size
 * and dropout rate. Shapes that do not fit and children over the cost limits are rejected with a
 * reason before anything is trained.
 *
 * Source: Wallarm, "The First Step-by-Step Guide for Implementing Neural Architecture Search with
 * Reinforcement Learning Using TensorFlow" (2017).
 *
 * @example
 * import { cardinality, articleCnn1d } from 'rxnas/space'
 *
 * console.log(cardinality(articleCnn1d({ maxLayers: 2 })) > 100_000n) // true
 */
export const articleCnn1d = (options: ArticleCnn1dOptions = {}): SearchSpace<Cnn1d> => {
  const {
    maxLayers = 3,
    kernel = choice(3, 5, 7, 9, 11, 15, 21),
    filters = choice(8, 16, 24, 32, 48, 64),
    pool = choice(1, 2, 3, 4, 6, 8),
    dropout = choice(0, 0.1, 0.2, 0.3, 0.4, 0.5),
    task = mnistTask,
    limits = defaultLimits,
    training,
  } = optionsOf('articleCnn1d()', options)
  checkOptions('articleCnn1d()', { maxLayers }, { maxLayers: layersCheck })
  checkCnn1d('articleCnn1d()', task, limits)
  return refine(
    struct({
      layers: sequence(1, maxLayers, struct({ kernel, filters, pool, dropout })),
      ...optionalField('training', training),
    }),
    rejectMisfit(task, limits),
  )
}
