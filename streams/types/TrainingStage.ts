import { type Trainer } from './Trainer.ts'
import { type trainChild } from '../stages/trainChild.ts'

/** The stage of a pipeline that trains children: what `trainChild` gives. */
export type TrainingStage<A> = ReturnType<typeof trainChild<A>>

/** Changes how a trainer trains, whatever its children are. */
export type TrainerChange = <A>(trainer: Trainer<A>) => Trainer<A>

/**
 * Spends less on children that promise little: makes a training stage of a user's own, whose trainer
 * it changes. `medianStop`, `asha` and `successiveHalving` give one.
 */
export type EarlyStopping = <A>(
  train: (change: TrainerChange) => TrainingStage<A>,
) => TrainingStage<A>
