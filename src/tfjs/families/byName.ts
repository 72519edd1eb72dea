import {
  choice,
  constant,
  defaultTraining,
  int,
  type SearchSpace,
  type TrainingChoice,
  trainingChoices,
} from '../../space/index.ts'
import {
  articleChildren,
  cellDagChildren,
  cnn2dChildren,
  mlpChildren,
  articleCnn1dChildren,
} from './builtIn.ts'
import { type ChildFamily } from './ChildFamily.ts'

/** The families that rxnas has by name. */
export const familyNames = ['article-cnn1d', 'cnn2d', 'cell-dag', 'mlp', 'article'] as const

/** The name of a family that rxnas has. */
export type FamilyName = (typeof familyNames)[number]

/** What the families by name can be told: plain data. */
export interface FamilySettings {
  /**
   * The most layers (article-cnn1d: 2 unless told), stages (cnn2d: 3), hidden layers (mlp: 3) or cells
   * before and after the reduction (cell-dag: 2) of a child; how many layers it has (article: 2).
   */
  readonly layers?: number
  /** Stride of a 1-D child's pooling. */
  readonly poolStride?: 'one' | 'size'
  /**
   * Whether optimizer, learning rate and batch size are decided too; for all but article-cnn1d unless
   * told. Never for article: its policy has no decisions for them.
   */
  readonly tune?: boolean
}

/**
 * A family whose architectures the type checker has forgotten. Its builder is given only what its own
 * space has decoded.
 */
export const anyFamily = <A>(family: ChildFamily<A>): ChildFamily<unknown> =>
  // Space and builder stay together, so nothing else than an `A` reaches the builder.
  family as ChildFamily<unknown>

const fixedTraining: SearchSpace<TrainingChoice> = constant({ ...defaultTraining })

/** Networks that end in global pooling learn slowly at the usual rate: a child's short budget wants a higher one. */
const imageTraining: SearchSpace<TrainingChoice> = trainingChoices({
  optimizer: constant('adam'),
  learningRate: choice(0.003, 0.01),
  batchSize: choice(32, 64),
})
const fixedImageTraining: SearchSpace<TrainingChoice> = constant({
  optimizer: 'adam',
  learningRate: 0.01,
  batchSize: 50,
})

/** The family of a name. */
export const familyByName = (
  name: FamilyName,
  { layers, poolStride = 'size', tune }: FamilySettings = {},
): ChildFamily<unknown> => {
  const training = tune === true ? { training: trainingChoices() } : {}
  const onImages = { training: tune === false ? fixedImageTraining : imageTraining }
  switch (name) {
    case 'article-cnn1d':
      return anyFamily(articleCnn1dChildren({ maxLayers: layers ?? 2, poolStride, ...training }))
    case 'article':
      return anyFamily(articleChildren({ layers: layers ?? 2, poolStride }))
    case 'cnn2d':
      return anyFamily(cnn2dChildren({ maxStages: layers ?? 3, ...onImages }))
    case 'cell-dag':
      return anyFamily(cellDagChildren({ cells: int({ min: 1, max: layers ?? 2 }), ...onImages }))
    case 'mlp':
      return anyFamily(
        mlpChildren({
          maxLayers: layers ?? 3,
          ...(tune === false ? { training: fixedTraining } : {}),
        }),
      )
  }
}
