import type * as tf from '@tensorflow/tfjs'
import { type Cost, type TrainingChoice } from '../../space/index.ts'
import { type Task } from '../../task/index.ts'
import { modelCost } from '../model/modelCost.ts'
import { type Objective, objectiveOf } from '../training/Objective.ts'
import { type Children } from './ChildFamily.ts'
import { withItsVariables } from './withItsVariables.ts'

/** What a child is trained for, whoever trains it. */
export interface ChildTask {
  readonly task: Task
  /** What one unit of a scaled label stands for in the data; default 1. */
  readonly labelScale?: number
}

/** A child that has been built and holds tensors until it is disposed. */
export interface OpenChild {
  readonly model: tf.LayersModel
  readonly objective: Objective
  readonly training: TrainingChoice
  readonly cost: () => Cost
  /** Seconds since it was opened. */
  readonly seconds: () => number
  /** Frees every variable that was made while it was built. */
  readonly dispose: () => void
}

/** Builds the child of an architecture with first weights of a seed, for whoever trains and measures it. */
export const openChild = <A>(
  { build, training }: Children<A>,
  { task, labelScale }: ChildTask,
  architecture: A,
  seed: number,
): OpenChild => {
  const began = performance.now()
  const chosen = training(architecture)
  const { model, dispose } = withItsVariables(() => build(architecture, seed))
  return {
    model,
    dispose,
    objective: objectiveOf(task, model, labelScale),
    training: chosen,
    cost: () => modelCost(model),
    seconds: () => (performance.now() - began) / 1000,
  }
}
