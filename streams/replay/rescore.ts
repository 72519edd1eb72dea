import { type Observable } from 'rxjs'
import { type FiniteNumber, reward as rewarded, type Rewarded } from '../../src/episode/index.ts'
import { advance, evaluate, type Reward, startContext } from '../../src/reward/index.ts'
import { atOnce, fromPacedIterable, nothingYet, type Paced } from './internal/fromPacedIterable.ts'
import { orThrow } from './internal/orThrow.ts'
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
 * have judged the same outcomes in the same order. `ranking` ranks them, `expectedReward` estimates
 * what a policy would earn. Errors with a `RewardError` where the new reward needs what was not measured,
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
  const episodes = async function* (): AsyncGenerator<Paced<Rescored<A>> | typeof nothingYet> {
    let context = startContext
    for await (const { event } of journal()) {
      if (event._tag !== 'Rewarded') {
        yield nothingYet
        continue
      }
      const amount = orThrow(evaluate(reward, context)(event.outcome))
      context = advance(event.outcome, amount, reward)(context)
      yield atOnce({ episode: rewarded(amount)(event.outcome), recorded: event.reward })
    }
  }
  return fromPacedIterable(episodes)
}
