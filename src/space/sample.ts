import { type Either } from 'fp-ts/lib/Either.js'
import { map, type State } from 'fp-ts/lib/State.js'
import { checkOptions, wholeNumber } from '../common/index.ts'
import { nextIndex, type RandomState } from '../random/index.ts'
import { decodeArchitecture } from './codec.ts'
import { type InvalidArchitecture } from './InvalidArchitecture.ts'
import { type Json } from './Json.ts'
import { retryState } from './retryState.ts'
import { type SearchSpace, aSpace } from './SearchSpace.ts'
import { type Decide, type Walk, walk } from './walk.ts'

const logSizesOf = (decision: Decide): ReadonlyArray<number> =>
  Array.from({ length: decision.of }, (_, option) => decision.logSize(option))

const logShare = (logSizes: ReadonlyArray<number>, option: number): number => {
  const top = Math.max(...logSizes)
  const logTotal = top + Math.log(logSizes.reduce((sum, size) => sum + Math.exp(size - top), 0))
  return (logSizes[option] ?? -Infinity) - logTotal
}

/** The natural logarithm of the probability with which {@link uniformOption} takes an option. */
export const uniformLogProbability =
  (decision: Decide) =>
  (option: number): number =>
    logShare(logSizesOf(decision), option)

/**
 * Takes an option with the probability that makes every architecture equally likely at the end of
 * the walk: in proportion to how many lie behind it.
 */
export const uniformOption =
  (
    decision: Decide,
  ): State<RandomState, { readonly option: number; readonly logProbability: number }> =>
  (state) => {
    const logSizes = logSizesOf(decision)
    const [option, next] = nextIndex(logSizes)(state)
    return [{ option, logProbability: logShare(logSizes, option) }, next]
  }

/** Walks to an end by {@link uniformOption}. */
export const drawRest =
  (from: Walk): State<RandomState, Json> =>
  (start) => {
    let at = from
    let state = start
    while (at._tag === 'Decide') {
      const [{ option }, next] = uniformOption(at)(state)
      state = next
      at = at.choose(option)
    }
    return [at.candidate, state]
  }

/**
 * An architecture of a space, each equally likely, however many lie in a branch. What a refinement
 * rejects is drawn anew.
 *
 * @param tries - how often to draw; where no draw is accepted, the last one's reason is given
 * @example
 * import { choice, oneOf, randomState } from 'rxnas'
 * import { sample } from 'rxnas/space'
 *
 * const layer = oneOf('op', { conv: { kernel: choice(1, 3, 5) }, skip: {} })
 * const [drawn, next] = sample(layer)(randomState(1))
 * console.log(drawn._tag) // Right
 */
export const sample = <A>(
  space: SearchSpace<A>,
  tries = 1000,
): State<RandomState, Either<InvalidArchitecture, A>> => {
  checkOptions('sample()', { space, tries }, { space: aSpace, tries: wholeNumber(1) })
  return retryState(tries)(map(decodeArchitecture(space))(drawRest(walk(space))))
}
