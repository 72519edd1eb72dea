import { requireTfjs } from './tfjsVersion.ts'

export { constantBaseline } from './baselines/constantBaseline.ts'
export { fitLinear, type LinearData } from './baselines/fitLinear.ts'
export { buildCellDag } from './children/cellDag.ts'
export { buildCnn2d } from './children/cnn2d.ts'
export { buildMlp } from './children/mlp.ts'
export { buildArticleCnn1d } from './children/buildArticleCnn1d.ts'
export { SeededDropout } from './children/SeededDropout.ts'
export { anyFamily } from './families/anyFamily.ts'
export { articleChildren } from './families/articleFamily.ts'
export {
  articleCnn1dChildren,
  type ArticleCnn1dFamilyOptions,
} from './families/articleCnn1dFamily.ts'
export { type Builder, type Tf } from './families/Builder.ts'
export { cellDagChildren } from './families/cellDag.ts'
export { type ChildFamily, type Children, type UnfitTask } from './families/ChildFamily.ts'
export { childTrainer, type ChildTrainerData } from './families/childTrainer.ts'
export { cnn2dChildren } from './families/cnn2d.ts'
export {
  type DefinedFamily,
  defineFamily,
  type DescribedFamilySetting,
  type FamilyDefinition,
  type FamilySetting,
  type FamilySpec,
} from './families/defineFamily.ts'
export { families, type FamilyName, familyNames } from './families/families.ts'
export {
  type FamilySettingForm,
  familySettingNames,
  type FamilySettings,
  familySettings,
} from './families/settings.ts'
export { revisionOfSpace } from './families/revisionOfSpace.ts'
export { type FamilyError } from './families/FamilyError.ts'
export { FamilyReference } from './families/FamilyReference.ts'
export {
  familyByName,
  everyRevision,
  makeRevision,
  type FamilyRegistry,
  familySettingHelp,
  type FamilySettingHelp,
  makeFamily,
} from './families/FamilyRegistry.ts'
export { type ChildTask, openChild, type OpenChild } from './families/openChild.ts'
export { fromBuilder, type FromBuilderOptions } from './families/fromBuilder.ts'
export { mlpChildren } from './families/mlp.ts'
export { describeLayers, type LayerDescription } from './model/describeLayers.ts'
export { givesProbabilities } from './model/givesProbabilities.ts'
export { misfit } from './model/misfit.ts'
export { type LatencyOptions, measureLatency } from './model/measureLatency.ts'
export { modelCost } from './model/modelCost.ts'
export { predictExamples, type PredictionError } from './model/predictExamples.ts'
export { type NotExportable, toTypeScript, type ToTypeScriptOptions } from './model/toTypeScript.ts'
export { withProbabilities } from './model/withProbabilities.ts'
export { adam } from './training/Adam.ts'
export { evaluateModel, type Evaluation } from './training/evaluateModel.ts'
export {
  bothExamples,
  disposeExamples,
  type ExampleTensors,
  toTensors,
} from './training/ExampleTensors.ts'
export { crossEntropy } from './training/loss.ts'
export { type Objective, objectiveOf } from './training/Objective.ts'
export { type Optimizer } from './training/Optimizer.ts'
export { optimizerOf } from './training/optimizers.ts'

export { type KeptWeights, trainKeepingBest } from './training/trainKeepingBest.ts'
export { trainModel, type TrainModelOptions } from './training/trainModel.ts'
export { trainAgainOnAll, trainUntilBest } from './training/trainUntilBest.ts'
export { trainableVariables } from './training/trainableVariables.ts'
export { weightBank, type WeightBank } from './training/weightBank.ts'
export { type Examples, type Splits, take } from '../task/index.ts'

// Another version would fail later, and say nothing of why.
requireTfjs()
