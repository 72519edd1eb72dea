import { type Rewarded } from '../episode/index.ts'

/** What an episode found, as far as one search is compared with another. */
export interface Finding {
  readonly reward: number
  /** Of the child's architecture; `undefined` where none was trained. */
  readonly key: string | undefined
}

/** What an episode found. */
export const findingOf = ({ outcome, reward }: Rewarded<unknown>): Finding => ({
  reward,
  key: outcome._tag === 'Trained' ? outcome.validated.key : undefined,
})
