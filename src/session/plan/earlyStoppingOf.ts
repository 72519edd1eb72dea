import { type Task } from '../../core.ts'
import {
  type ConfiguredEarlyStopping,
  type EarlyStopping,
  earlyStoppings,
  type SearchPosition,
} from '../../../streams/index.ts'
import { type SearchPlan } from './SearchPlan.ts'

const configuredBy = ({ earlyStop }: SearchPlan): ConfiguredEarlyStopping | undefined =>
  earlyStoppings.find(({ name }) => name === earlyStop)?.withDefaults

/** How often a child is evaluated in its training; 1 is at its end alone. */
export const evaluationsOf = (plan: SearchPlan): number =>
  configuredBy(plan)?.evaluationsPerTraining ?? 1

/** How trainings of a plan are ended early; nothing where they are not. */
export const earlyStoppingOf = (
  plan: SearchPlan,
  { target }: Task,
  from: SearchPosition<unknown, unknown>,
): { readonly stopping?: EarlyStopping } => {
  const metric = target._tag === 'Number' ? 'r2' : 'accuracy'
  const stopping = configuredBy(plan)?.make({ metric, reuse: !plan.retrain, from })
  return stopping === undefined ? {} : { stopping }
}
