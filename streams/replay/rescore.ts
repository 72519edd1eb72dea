import * as E from 'fp-ts/lib/Either.js'
import { type Observable } from 'rxjs'
import { type FiniteNumber, reward as rewarded, type Rewarded } from '../../src/episode/index.ts'
import { advance, evaluate, type Reward, startContext } from '../../src/reward/index.ts'
import { pulled } from './internal/pulled.ts'
import { type Recorded } from './Recorded.ts'

/** A recorded episode under another reward. */
export interface Rescored<A> {
  /** The episode with its new reward. */
  readonly episode: Rewarded<A>
  /** The reward that it had. */
  readonly recorded: FiniteNumber
}

/**
 * The episodes of a recorded search under another reward, exactly as a search with that reward would
 * have judged the same outcomes in the same order. `ranking` ranks them, `expectedReward` tells what
 * a policy would earn. Errors with a `RewardError` where the new reward needs what was not measured,
 * and with what `journal` throws.
 *
 * @example
 * import { accuracy } from 'rxnas'
 * import { rescore } from 'rxnas/streams'
 *
 * rescore(() => [], accuracy).subscribe(({ episode, recorded }) => {
 *   console.log(episode.reward - recorded)
 * })
 */
export const rescore = <A>(journal: Recorded<A>, reward: Reward): Observable<Rescored<A>> => {
  const episodes = async function* (): AsyncGenerator<{ wait: number; value: Rescored<A> }> {
    let context = startContext
    for await (const { event } of journal()) {
      if (event._tag !== 'Rewarded') continue
      const amount = evaluate(reward, context)(event.outcome)
      // Thrown values become the observable's error.
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      if (E.isLeft(amount)) throw amount.left
      context = advance(event.outcome, amount.right, reward)(context)
      const value = { episode: rewarded(amount.right)(event.outcome), recorded: event.reward }
      yield { wait: 0, value }
    }
  }
  return pulled(episodes)
}
