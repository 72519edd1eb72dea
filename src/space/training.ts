import { choice, struct } from './constructors.ts'
import { type SearchSpace } from './SearchSpace.ts'
import { optionsOf } from '../common/index.ts'

/** The optimizers that a child can be trained by. */
export const optimizerNames = ['adam', 'sgd', 'momentum', 'rmsprop'] as const

/** How a child is trained, where that is decided with its architecture. */
export interface TrainingChoice {
  readonly optimizer: (typeof optimizerNames)[number]
  readonly learningRate: number
  /** Examples of a step. */
  readonly batchSize: number
}

/** An architecture that may say how its child is trained. */
export interface WithTraining {
  readonly training?: TrainingChoice
}

/** How a child is trained that does not say: as the article's. */
export const defaultTraining: TrainingChoice = {
  optimizer: 'adam',
  learningRate: 0.001,
  batchSize: 100,
}

/** Options of {@link trainingChoices}. */
export interface TrainingChoicesOptions {
  readonly optimizer?: SearchSpace<TrainingChoice['optimizer']>
  readonly learningRate?: SearchSpace<number>
  readonly batchSize?: SearchSpace<number>
}

/**
 * Optimizer, learning rate and batch size as decisions.
 *
 * @example
 * import { mlp, trainingChoices } from 'rxnas/space'
 *
 * const space = mlp({ training: trainingChoices() })
 */
export const trainingChoices = (
  options: TrainingChoicesOptions = {},
): SearchSpace<TrainingChoice> => {
  const {
    optimizer = choice('adam', 'rmsprop', 'momentum'),
    learningRate = choice(0.0003, 0.001, 0.003, 0.01),
    batchSize = choice(16, 32, 64, 128),
  } = optionsOf('trainingChoices()', options)
  return struct({ optimizer, learningRate, batchSize })
}
