import { checkOptions, optionsOf, wholeNumber } from '../../common/index.ts'
import { choice, int, sequence, struct } from '../constructors.ts'
import { mostItems } from '../limits.ts'
import { type SearchSpace } from '../SearchSpace.ts'
import { type TrainingChoice, trainingChoices, type WithTraining } from '../training.ts'

/** The activations of a dense layer. */
export type MlpActivation = 'relu' | 'tanh' | 'elu' | 'swish'

/** One dense layer: weights, batch normalisation where wanted, activation, dropout. */
export interface MlpLayer {
  readonly units: number
  readonly activation: MlpActivation
  readonly batchNorm: boolean
  /** Part of the activations dropped in training, in [0, 1). */
  readonly dropout: number
}

/** A multi-layer perceptron; without a layer it is a linear model. */
export interface Mlp extends WithTraining {
  readonly layers: ReadonlyArray<MlpLayer>
}

/** Options of {@link mlp}. */
export interface MlpOptions {
  /** The most hidden layers; default 3. */
  readonly maxLayers?: number
  readonly units?: SearchSpace<number>
  readonly activation?: SearchSpace<MlpActivation>
  readonly dropout?: SearchSpace<number>
  /** How the child is trained; default {@link trainingChoices}. */
  readonly training?: SearchSpace<TrainingChoice>
}

/**
 * Multi-layer perceptrons for tables: up to N dense layers, and how they are trained.
 *
 * @example
 * import { decodeArchitecture, mlp } from 'rxnas/space'
 *
 * const linear = decodeArchitecture(mlp())({
 *   layers: [],
 *   training: { optimizer: 'adam', learningRate: 0.01, batchSize: 32 },
 * })
 * console.log(linear._tag) // Right
 */
export const mlp = (options: MlpOptions = {}): SearchSpace<Mlp> => {
  const {
    maxLayers = 3,
    units = int({ min: 8, max: 256, scale: 'log' }),
    activation = choice('relu', 'tanh', 'elu', 'swish'),
    dropout = choice(0, 0.1, 0.25, 0.5),
    training = trainingChoices(),
  } = optionsOf('mlp()', options)
  checkOptions('mlp()', { maxLayers }, { maxLayers: wholeNumber(0, mostItems) })
  return struct({
    layers: sequence(
      0,
      maxLayers,
      struct({ units, activation, batchNorm: choice(false, true), dropout }),
    ),
    training,
  })
}
