export {
  processTrainer,
  type ProcessTrainer,
  type ProcessTrainerOptions,
} from './processTrainer.ts'
