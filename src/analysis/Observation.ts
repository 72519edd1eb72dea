import { type Rewarded } from '../episode/index.ts'

/** What one search is compared with another by: an episode's reward and its architecture. */
export interface Observation {
  readonly reward: number
  /** Of the child's architecture; `undefined` where none was trained. */
  readonly key: string | undefined
}

/** An episode as an {@link Observation}. */
export const observationOf = ({ outcome, reward }: Rewarded<unknown>): Observation => ({
  reward,
  key: outcome._tag === 'Trained' ? outcome.validated.key : undefined,
})
