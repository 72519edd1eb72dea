import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  architectureKey,
  decodeArchitecture,
  invalidArchitecture,
  type SearchSpace,
} from '../space/index.ts'
import {
  type Failed,
  type Outcome,
  type Proposal,
  type Proposed,
  type Rejected,
  type Rewarded,
  type Trained,
  type Validated,
} from './Episode.ts'
import { type FiniteNumber } from './FiniteNumber.ts'
import { Metrics } from './Metrics.ts'
import { badMetrics, type TrainingError } from './TrainingError.ts'

/** A proposal becomes an episode. */
export const propose =
  (episode: number) =>
  ({ candidate, trace }: Proposal): Proposed => ({ _tag: 'Proposed', episode, candidate, trace })

/** A design that a search starts with becomes an episode. */
export const proposeDesign =
  (episode: number) =>
  (proposal: Proposal): Proposed => ({ ...propose(episode)(proposal), design: true })

/** The mark of an episode that is a design. */
const markOf = ({ design }: { readonly design?: true }): { readonly design?: true } =>
  design === undefined ? {} : { design }

/** A candidate becomes an architecture through the space's codec, or the episode is rejected. */
export const validate =
  <A>(space: SearchSpace<A>) =>
  (proposed: Proposed): E.Either<Rejected, Validated<A>> => {
    const decoded = decodeArchitecture(space)(proposed.candidate)
    return E.isLeft(decoded)
      ? E.left({ _tag: 'Rejected', proposed, reason: decoded.left })
      : E.right({
          _tag: 'Validated',
          episode: proposed.episode,
          trace: proposed.trace,
          architecture: decoded.right,
          key: architectureKey(space)(decoded.right),
          ...markOf(proposed),
        })
  }

/**
 * An architecture of the space that shall not be trained all the same, told why: it costs too much,
 * or has been trained before. The reason is a sentence.
 *
 * @example
 * import { refuse } from 'rxnas/episode'
 *
 * const validated = { _tag: 'Validated', episode: 0, trace: [], architecture: 8, key: '8' } as const
 * console.log(refuse('8 units are too many.')(validated).reason.message) // 8 units are too many.
 */
export const refuse =
  (reason: string) =>
  ({ episode, key, trace, ...validated }: Validated<unknown>): Rejected => ({
    _tag: 'Rejected',
    proposed: {
      _tag: 'Proposed',
      episode,
      // The key is the JSON of the architecture as its space encodes it.
      candidate: JSON.parse(key) as unknown,
      trace,
      ...markOf(validated),
    },
    reason: invalidArchitecture('', reason),
  })

/** A child that could not be trained. */
export const fail =
  (reason: TrainingError) =>
  <A>(validated: Validated<A>): Failed<A> => ({ _tag: 'Failed', validated, reason })

/** What a trainer measured becomes metrics, or a `BadMetrics` that names the one at fault. */
export const checkMetrics = (measured: unknown): E.Either<TrainingError, Metrics> => {
  const metrics = Metrics.decode(measured)
  if (E.isRight(metrics)) return metrics
  const [first] = metrics.left
  const name = first?.context.at(-1)?.key ?? ''
  return E.left(
    badMetrics(
      `The trainer's metrics${name === '' ? '' : `, at ${name},`} are not a record of finite numbers${
        first?.message === undefined ? '' : `: ${first.message}`
      }.`,
    ),
  )
}

/** A child that was trained. */
export const succeed =
  (metrics: Metrics) =>
  <A>(validated: Validated<A>): Trained<A> => ({
    _tag: 'Trained',
    validated,
    metrics,
    cached: false,
  })

/** What a trainer measured ends a training, or fails it: a NaN stops here. */
export const measure =
  (measured: unknown) =>
  <A>(validated: Validated<A>): E.Either<Failed<A>, Trained<A>> =>
    pipe(
      checkMetrics(measured),
      E.bimap(
        (reason) => fail(reason)(validated),
        (metrics) => succeed(metrics)(validated),
      ),
    )

/** A child that has been trained before gets the metrics it had then. */
export const recall =
  (metrics: Metrics) =>
  <A>(validated: Validated<A>): Trained<A> => ({
    _tag: 'Trained',
    validated,
    metrics,
    cached: true,
  })

/** An outcome is rewarded, and the episode is over. */
export const reward =
  (amount: FiniteNumber) =>
  <A>(outcome: Outcome<A>): Rewarded<A> => ({ _tag: 'Rewarded', outcome, reward: amount })
