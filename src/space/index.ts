export { cardinality } from './cardinality.ts'
export {
  type CellDag,
  cellDag,
  type CellDagOptions,
  cellEdges,
  type CellOperation,
  cellOperations,
  nodesOf,
  reachedNodes,
} from './cell-dag/space.ts'
export {
  type Cnn2d,
  type Cnn2dHead,
  cnn2d,
  type Cnn2dOptions,
  type Cnn2dStage,
} from './cnn2d/space.ts'
export { codec, decodeArchitecture, encodeArchitecture } from './codec.ts'
export { imap, refine } from './combinators.ts'
export {
  boolean,
  choice,
  constant,
  type Fields,
  float,
  type FloatRange,
  int,
  type IntRange,
  type OneOf,
  oneOf,
  sequence,
  struct,
  type StructOf,
} from './constructors.ts'
export { decisionsOf, type DecisionTaken } from './decisions.ts'
export { describedSpace } from './spaceOfDescription.ts'
export { describeSpace } from './describeSpace.ts'
export { invalidArchitecture, InvalidArchitecture } from './InvalidArchitecture.ts'
export { canonicalJson, type Json, type Literal } from './Json.ts'
export { jsonSchema } from './jsonSchema.ts'
export { architectureKey } from './key.ts'
export { type Mlp, mlp, type MlpActivation, type MlpLayer, type MlpOptions } from './mlp/space.ts'
export { mutate } from './mutate.ts'
export { candidatesBeside, neighbours } from './neighbours.ts'
export { sample, uniformLogProbability, uniformOption } from './sample.ts'
export {
  aSpace,
  type Description,
  descriptionOf,
  type SearchSpace,
  type TypeOf,
} from './SearchSpace.ts'
export {
  defaultTraining,
  optimizerNames,
  type TrainingChoice,
  trainingChoices,
  type TrainingChoicesOptions,
  type WithTraining,
} from './training.ts'
export {
  type ArticleChild,
  articleActions,
  type ArticleActionsOptions,
  type ArticleLayer,
} from './article-cnn1d/actions.ts'
export {
  type Cnn1d,
  type Cnn1dLayer,
  type Cnn1dTask,
  cnn1dTask,
  mnistTask,
} from './article-cnn1d/Cnn1d.ts'
export { cnn1dCost } from './article-cnn1d/cnn1dCost.ts'
export { type Cost, type CostLimits, defaultLimits } from './cost.ts'
export { layersCheck } from './article-cnn1d/checkCnn1d.ts'
export { articleCnn1d, type ArticleCnn1dOptions } from './article-cnn1d/space.ts'
export { showArchitecture, showKey } from './showArchitecture.ts'
export { summarizeSpace } from './summary.ts'
export {
  type Decide,
  type DecisionSlot,
  decisionSlots,
  type Done,
  slotOptions,
  type SlotOptions,
  type Walk,
  walk,
} from './walk.ts'
