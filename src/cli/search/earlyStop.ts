import { type Task } from '../../index.ts'
import {
  asha,
  type EarlyStopping,
  medianStop,
  type SearchPosition,
  successiveHalving,
} from '../../../streams/index.ts'
import { type SearchPlan } from './plan.ts'

/** Into how many parts looks divide a training that may be stopped: two of them are rungs. */
const looks = 4

/** What workers are told of early stopping: halving within a round needs no looks. */
export const looksOf = ({ earlyStop }: SearchPlan): { readonly looks?: number } =>
  earlyStop === 'median' || earlyStop === 'asha' ? { looks } : {}

/** How trainings of a plan are ended early; nothing where they are not. */
export const stoppingOf = (
  { earlyStop, reuse }: SearchPlan,
  { target }: Task,
  from: SearchPosition<unknown, unknown>,
): { readonly stopping?: EarlyStopping } => {
  const metric = target._tag === 'Number' ? 'r2' : 'accuracy'
  switch (earlyStop) {
    case undefined:
      return {}
    case 'median':
      return { stopping: medianStop({ metric, from }) }
    case 'asha':
      return { stopping: asha({ metric, from }) }
    case 'halving':
      return { stopping: successiveHalving({ metric, reuse, from }) }
  }
}
