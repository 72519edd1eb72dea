import { type Observable } from 'rxjs'
import { reward as rewarded, type Rewarded } from '../../src/episode/index.ts'
import { type Policy } from '../../src/policy/index.ts'
import { advance, evaluate, type Reward, startContext } from '../../src/reward/index.ts'
import { atOnce, fromPacedIterable, nothingYet, type Paced } from './internal/fromPacedIterable.ts'
import { journalSteps } from './internal/journalSteps.ts'
import { orThrow } from './internal/orThrow.ts'
import { type Recorded } from './Recorded.ts'

/**
 * The state that a policy comes to by learning the recorded rounds under another reward, from its
 * first state on. It learns from proposals that it did not make, so this is where a search under the
 * new reward might begin, not where it would have ended. Errors with a `RewardError` where the new
 * reward needs what was not measured, and with what `journal` throws.
 *
 * @example
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import { relearn } from 'rxnas/streams'
 *
 * relearn(() => [], random(struct({ op: choice('conv', 'pool') })), accuracy).subscribe((state) => {
 *   console.log(state.length) // 4
 * })
 */
export const relearn = <S>(
  journal: Recorded<unknown>,
  policy: Policy<S>,
  reward: Reward,
): Observable<S> => {
  const learned = async function* (): AsyncGenerator<Paced<S> | typeof nothingYet> {
    const steps = journalSteps<unknown>()
    let state = policy.init(0)
    let context = startContext
    for await (const line of journal()) {
      yield nothingYet
      for (const step of steps.add(line)) {
        if (step._tag === 'Begun') state = policy.init(step.seed)
        if (step._tag !== 'Round') continue
        const round: Array<Rewarded<unknown>> = []
        for (const { event } of step.recorded) {
          const amount = orThrow(evaluate(reward, context)(event.outcome))
          context = advance(event.outcome, amount, reward)(context)
          round.push(rewarded(amount)(event.outcome))
        }
        state = policy.learn(round)(state)
      }
    }
    yield atOnce(state)
  }
  return fromPacedIterable(learned)
}
