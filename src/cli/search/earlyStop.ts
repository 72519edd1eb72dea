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

/** What workers are told of early stopping: nothing where a child is evaluated at its end alone. */
export const looksOf = (plan: SearchPlan): { readonly looks?: number } => {
  const looks = configuredBy(plan)?.evaluationsPerTraining ?? 1
  return looks === 1 ? {} : { looks }
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
