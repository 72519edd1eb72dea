import { flow } from 'fp-ts/lib/function.js'
import {
  concatMap,
  defer,
  filter,
  type OperatorFunction,
  last,
  scan,
  startWith,
  throwError,
  of,
} from 'rxjs'
import { episodeOf, isDesign, traceOf } from '../../src/episode/index.ts'
import {
  addEvidence,
  type Estimate,
  estimateOf,
  logProbabilityOf,
  noEstimate,
  noEvidence,
  type Policy,
} from '../../src/policy/index.ts'
import { fromEither } from '../internal/fromEither.ts'
import { type Rescored } from './rescore.ts'

/**
 * What a policy's state would earn, estimated from a re-scored search by how much likelier it is to
 * propose each episode than the policy that did (self-normalised importance sampling). The state may
 * be a recorded one, or one learned again under the new reward, see `relearn`. Designs that the search
 * started with are left out: no policy proposed them. Errors with a
 * `NoEstimate` where the policy has no probabilities, or an episode recorded none.
 *
 * @example
 * import { accuracy, choice, random, struct } from 'rxnas'
 * import { expectedReward, rescore } from 'rxnas/streams'
 *
 * const policy = random(struct({ op: choice('conv', 'pool') }))
 * rescore(() => [], accuracy)
 *   .pipe(expectedReward(policy, policy.init(1)))
 *   .subscribe({
 *     error: () => {
 *       console.log('no episodes, no estimate')
 *     },
 *   })
 */
export const expectedReward =
  <S>(
    { name, logProbability }: Policy<S>,
    state: S,
  ): OperatorFunction<Rescored<unknown>, Estimate> =>
  (source) =>
    defer(() => {
      if (logProbability === undefined)
        return throwError(() =>
          noEstimate(
            `The policy ${name} does not tell with what probability it proposes an episode, so what it would earn cannot be estimated from recorded episodes. The ranking stands.`,
          ),
        )
      const logProbabilityNow = logProbability(state)
      return source.pipe(
        // No policy proposed a design, so it has no probability to compare with.
        filter(({ episode: { outcome } }) => !isDesign(outcome)),
        concatMap(({ episode: { outcome, reward } }) => {
          const trace = traceOf(outcome)
          return trace.length === 0
            ? throwError(() =>
                noEstimate(
                  `Episode ${episodeOf(outcome) + 1} recorded no decisions, so their probabilities are unknown and nothing can be estimated. The ranking stands.`,
                ),
              )
            : of({ weight: logProbabilityNow(trace) - logProbabilityOf(trace), reward })
        }),
        scan((evidence, { weight, reward }) => addEvidence(weight, reward)(evidence), noEvidence),
        startWith(noEvidence),
        last(),
        concatMap(flow(estimateOf, fromEither)),
      )
    })
