export { commandTrainer, type CommandTrainerOptions } from './commandTrainer.ts'
