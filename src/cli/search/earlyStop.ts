import { type Task } from '../../index.ts'
import {
  type ConfiguredEarlyStopping,
  type EarlyStopping,
  earlyStoppings,
  type SearchPosition,
} from '../../../streams/index.ts'
import { type SearchPlan } from './plan.ts'

const configuredBy = ({ earlyStop }: SearchPlan): ConfiguredEarlyStopping | undefined =>
  earlyStoppings.find(({ name }) => name === earlyStop)?.withDefaults

/** What workers do for early stopping: nothing where a child is evaluated at its end alone. */
export const evaluationsOf = (plan: SearchPlan): { readonly evaluationsPerTraining?: number } => {
  const evaluationsPerTraining = configuredBy(plan)?.evaluationsPerTraining ?? 1
  return evaluationsPerTraining === 1 ? {} : { evaluationsPerTraining }
}

/** How trainings of a plan are ended early; nothing where they are not. */
export const stoppingOf = (
  plan: SearchPlan,
  { target }: Task,
  from: SearchPosition<unknown, unknown>,
): { readonly stopping?: EarlyStopping } => {
  const metric = target._tag === 'Number' ? 'r2' : 'accuracy'
  const stopping = configuredBy(plan)?.of({ metric, reuse: plan.reuse, from })
  return stopping === undefined ? {} : { stopping }
}
