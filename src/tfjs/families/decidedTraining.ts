import {
  choice,
  constant,
  defaultTraining,
  type SearchSpace,
  type TrainingChoice,
  trainingChoices,
  type WithTraining,
} from '../../space/index.ts'
import { type Children } from './ChildFamily.ts'

/** The training that an architecture decides, or the default one. */
export const decidedTraining: Children<WithTraining>['training'] = (architecture) =>
  architecture.training ?? defaultTraining

/** The default training as a space of nothing to decide. */
export const fixedTraining: SearchSpace<TrainingChoice> = constant({ ...defaultTraining })

/** Networks that end in global pooling learn slowly at the usual rate: a child's short budget wants a higher one. */
export const imageTraining = (tune: boolean): SearchSpace<TrainingChoice> =>
  tune
    ? trainingChoices({
        optimizer: constant('adam'),
        learningRate: choice(0.003, 0.01),
        batchSize: choice(32, 64),
      })
    : constant({ optimizer: 'adam', learningRate: 0.01, batchSize: 50 })

/** How a plain convolutional network is trained: fast enough for few epochs, and not too fast for deep ones. */
export const plainTraining: TrainingChoice = {
  ...{ optimizer: 'adam', learningRate: 0.003, batchSize: 64 },
}

/** Training as a decision, for convolutional networks of any head. */
export const tunedTraining: SearchSpace<TrainingChoice> = trainingChoices({
  optimizer: constant('adam'),
  learningRate: choice(0.001, 0.003),
  batchSize: choice(32, 64, 128),
})

/** How a plain network for a table is trained, of what `trainingChoices` has. */
export const plainTableTraining: TrainingChoice = {
  ...{ optimizer: 'adam', learningRate: 0.003, batchSize: 32 },
}
