import { articleFamily } from './article.ts'
import { articleCnn1dFamily } from './articleCnn1d.ts'
import { cellDagFamily } from './cellDag.ts'
import { cnn2dFamily } from './cnn2d.ts'
import { type FamilyDefinition } from './defineFamily.ts'
import { mlpFamily } from './mlp.ts'

/** The families that rxnas has. */
export const families: readonly [
  FamilyDefinition<'article-cnn1d'>,
  FamilyDefinition<'cnn2d'>,
  FamilyDefinition<'cell-dag'>,
  FamilyDefinition<'mlp'>,
  FamilyDefinition<'article'>,
] = [articleCnn1dFamily, cnn2dFamily, cellDagFamily, mlpFamily, articleFamily]

/** The name of a family that rxnas has. */
export type FamilyName = (typeof families)[number]['name']

/** The names of the families that rxnas has. */
export const familyNames: ReadonlyArray<FamilyName> = families.map(({ name }) => name)

/** Settings of the families that rxnas has; each takes those that are its own. */
export interface FamilySettings {
  /**
   * The most layers (article-cnn1d), stages (cnn2d), hidden layers (mlp) or cells before and after
   * the reduction (cell-dag) of a child; how many layers it has (article).
   */
  readonly layers?: number
  /** Stride of a 1-D child's pooling. */
  readonly poolStride?: 'one' | 'size'
  /** Whether optimizer, learning rate and batch size are decided too. */
  readonly tune?: boolean
}
