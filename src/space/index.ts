export { cardinality } from './cardinality.ts'
export { codec, decodeArchitecture } from './codec.ts'
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
export { describeSpace } from './describe.ts'
export { invalidArchitecture, InvalidArchitecture } from './InvalidArchitecture.ts'
export { canonicalJson, type Json, type Literal } from './Json.ts'
export { architectureKey } from './key.ts'
export { type Description, type SearchSpace, type TypeOf } from './SearchSpace.ts'
export {
  type ArticleCnn1d,
  articleCnn1d,
  type ArticleCnn1dOptions,
  type ArticleLayer,
} from './seed-cnn1d/article.ts'
export { type Cnn1d, type Cnn1dLayer, type Cnn1dTask, mnistTask } from './seed-cnn1d/Cnn1d.ts'
export { cnn1dCost, type Cost, pooledLength } from './seed-cnn1d/cost.ts'
export {
  type CostLimits,
  defaultLimits,
  seedCnn1d,
  type SeedCnn1dOptions,
} from './seed-cnn1d/space.ts'
export {
  type Decide,
  type DecisionSlot,
  decisionSlots,
  type Done,
  type Walk,
  walk,
} from './walk.ts'
