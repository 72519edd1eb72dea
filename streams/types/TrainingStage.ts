import {
  type Failed,
  type Progress,
  type Trained,
  type Validated,
} from '../../src/episode/index.ts'
import { type PipelineStage } from './PipelineStage.ts'
import { type Trainer } from './Trainer.ts'

/** What the stage that trains children takes and gives. */
export interface TrainingKind<A> {
  readonly at: 'beforeTraining'
  readonly name: 'trainChild'
  readonly needs: Validated<A>
  readonly takes: Validated<unknown>
  readonly gives: Trained<A> | Failed<A> | Progress
}

/** The stage of a pipeline that trains children: what `trainChild` gives. */
export type TrainingStage<A> = PipelineStage<TrainingKind<A>>

/** Changes how a trainer trains, whatever its children are. */
export type TrainerChange = <A>(trainer: Trainer<A>) => Trainer<A>

/**
 * Spends less on children that promise little. It is given how to make a training stage of a changed
 * trainer, and returns the stage to use instead: see `medianStop`, `asha` and `successiveHalving`.
 */
export type EarlyStopping = <A>(
  train: (change: TrainerChange) => TrainingStage<A>,
) => TrainingStage<A>
