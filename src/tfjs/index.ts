export { buildSeedCnn1d } from './children/seedCnn1d.ts'
export { seedCnn1dTrainer, type SeedCnn1dTrainerOptions } from './children/seedCnn1dTrainer.ts'
export { SeededDropout } from './children/SeededDropout.ts'
export { withProbabilities } from './model/withProbabilities.ts'
export { adam, type Adam } from './training/Adam.ts'
export { evaluateModel, type Evaluation } from './training/evaluateModel.ts'
export {
  disposeExamples,
  type Examples,
  type ExampleTensors,
  type Splits,
  take,
  toTensors,
} from './training/Examples.ts'
export { crossEntropy } from './training/loss.ts'
export { trainModel, type TrainModelOptions } from './training/trainModel.ts'
export { trainableVariables } from './training/trainableVariables.ts'
