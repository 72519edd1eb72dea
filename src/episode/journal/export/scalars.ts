import { episodeOf } from '../../Episode.ts'
import { type Recorded } from '../Recorded.ts'

/** A point of a curve. */
export interface Scalar {
  /** The curve's name, as `search/reward`. */
  readonly name: string
  readonly value: number
  /** The episode, or the episodes before a policy's figures. */
  readonly step: number
}

/** The curves of a journal, point by point: rewards, metrics, and the policy's figures after each round. */
export async function* scalarsOf(journal: Recorded<unknown>): AsyncGenerator<Scalar, void> {
  let best = -Infinity
  for await (const { event } of journal()) {
    if (event._tag === 'PolicyUpdated')
      for (const [name, value] of Object.entries(event.figures))
        yield { name: `policy/${name}`, value, step: event.episodes }
    if (event._tag !== 'Rewarded') continue
    const { outcome, reward } = event
    const step = episodeOf(outcome)
    best = Math.max(best, reward)
    yield { name: 'search/reward', value: reward, step }
    yield { name: 'search/best', value: best, step }
    if (outcome._tag === 'Trained')
      for (const [name, value] of Object.entries(outcome.metrics))
        if (value !== undefined) yield { name: `child/${name}`, value, step }
  }
}
