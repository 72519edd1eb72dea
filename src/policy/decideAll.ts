import { type State } from 'fp-ts/lib/State.js'
import { type Decision, FiniteNumber, type Proposal } from '../episode/index.ts'
import { type Decide, type SearchSpace, walk } from '../space/index.ts'

/** An option taken, and the log-probability it had. */
export interface Choice {
  readonly option: number
  readonly logProbability: number
}

/**
 * Walks a space to its end, one decision after another, and gives the proposal with its trace.
 *
 * @param choose - takes an option of the decision at hand
 * @throws TypeError where `choose` gives a log-probability that is no finite number: a bug of the policy.
 */
export const decideAll =
  <S>(
    space: SearchSpace<unknown>,
    choose: (decision: Decide) => State<S, Choice>,
  ): State<S, Proposal> =>
  (start) => {
    const trace: Array<Decision> = []
    let at = walk(space)
    let state = start
    while (at._tag === 'Decide') {
      const [{ option, logProbability }, next] = choose(at)(state)
      if (!FiniteNumber.is(logProbability))
        throw new TypeError(`log-probability ${logProbability} of ${at.path} is not finite`)
      trace.push({ path: at.path, option, of: at.of, logProbability })
      state = next
      at = at.choose(option)
    }
    return [{ candidate: at.candidate, trace }, state]
  }
