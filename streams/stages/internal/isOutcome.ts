import { type Outcome } from '../../../src/episode/index.ts'
import { type StageEvent } from '../../types/order.ts'

/** Whether an event is an episode that waits for its reward. */
export const isOutcome = (event: StageEvent): event is Outcome<unknown> =>
  event._tag === 'Trained' || event._tag === 'Failed' || event._tag === 'Rejected'
