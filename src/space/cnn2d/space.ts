import { checkOptions, optionsOf, wholeNumber } from '../../common/index.ts'
import { boolean, choice, sequence, struct } from '../constructors.ts'
import { mostItems } from '../limits.ts'
import { type SearchSpace } from '../SearchSpace.ts'
import { type TrainingChoice, type WithTraining } from '../training.ts'
import { optionalField } from '../optionalField.ts'

/** A stage: convolutions of one width, then pooling by two. */
export interface Cnn2dStage {
  readonly filters: number
  /** Side of the square window of a convolution. */
  readonly kernel: number
  /** How many convolutions follow each other. */
  readonly convolutions: number
  readonly batchNorm: boolean
  /** Whether the stage's input is added to what its convolutions make of it. */
  readonly skip: boolean
  readonly pool: 'max' | 'average' | 'none'
}

/** What stands between the stages and the dense layer of the outputs. */
export interface Cnn2dHead {
  /** How a vector is made of the features: all of them in a row, or the average of each channel. */
  readonly features: 'flatten' | 'average'
  /** Units of a dense layer (ReLU) in between; 0 for none. */
  readonly units: number
}

/** A 2-D convolutional network: stages, a vector of their features, dropout, a dense layer. */
export interface Cnn2d extends WithTraining {
  readonly stages: ReadonlyArray<Cnn2dStage>
  /** Default the average of each channel, and no dense layer in between. */
  readonly head?: Cnn2dHead
  /** Part of the vector dropped in training, in [0, 1). */
  readonly dropout: number
}

/** Options of {@link cnn2d}. */
export interface Cnn2dOptions {
  /** The most stages; default 3. */
  readonly maxStages?: number
  readonly filters?: SearchSpace<number>
  readonly kernel?: SearchSpace<number>
  readonly convolutions?: SearchSpace<number>
  readonly pool?: SearchSpace<Cnn2dStage['pool']>
  /** What stands between stages and outputs, where that is decided; default the average of each channel. */
  readonly head?: SearchSpace<Cnn2dHead>
  readonly dropout?: SearchSpace<number>
  /** How the child is trained, where that is decided too. */
  readonly training?: SearchSpace<TrainingChoice>
}

/**
 * 2-D convolutional networks for images: 1 to N stages of convolutions, batch normalisation, skip
 * connections and pooling.
 *
 * Source of the skip connection: He et al., "Deep Residual Learning for Image Recognition" (2016).
 *
 * @example
 * import { cardinality, cnn2d } from 'rxnas/space'
 *
 * console.log(cardinality(cnn2d({ maxStages: 1 }))) // 576n
 */
export const cnn2d = (options: Cnn2dOptions = {}): SearchSpace<Cnn2d> => {
  const {
    maxStages = 3,
    filters = choice(8, 16, 32, 48),
    kernel = choice(3, 5),
    convolutions = choice(1, 2),
    pool = choice('max', 'average', 'none'),
    dropout = choice(0, 0.2, 0.4),
    head,
    training,
  } = optionsOf('cnn2d()', options)
  checkOptions('cnn2d()', { maxStages }, { maxStages: wholeNumber(1, mostItems) })
  return struct({
    stages: sequence(
      1,
      maxStages,
      struct({ filters, kernel, convolutions, batchNorm: boolean(), skip: boolean(), pool }),
    ),
    ...optionalField('head', head),
    dropout,
    ...optionalField('training', training),
  })
}
