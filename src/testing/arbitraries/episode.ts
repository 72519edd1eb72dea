import * as E from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'
import {
  architectureKey,
  codec,
  crashed,
  type Decision,
  decisionSlots,
  decisionsOf,
  diverged,
  type Failed,
  type FiniteNumber,
  type Metrics,
  type Outcome,
  outOfMemory,
  type Progress,
  type Proposal,
  propose,
  type Proposed,
  type Rejected,
  type Rewarded,
  type SearchSpace,
  timedOut,
  type Trace,
  type Trained,
  trainerFailed,
  type TrainingError,
  badMetrics,
  validate,
  type Validated,
} from '../../core.ts'
import { finite } from '../internal/finite.ts'
import { architecture } from './architecture.ts'
import { usualMetrics } from './metrics.ts'
import { nearMiss } from './nearMiss.ts'

const episodeNumber: fc.Arbitrary<number> = fc.nat(99)

/** Natural logarithms of probabilities: 0 and below. */
const logProbability: fc.Arbitrary<FiniteNumber> = fc
  .nat(100)
  .map((tenth) => finite(0 - tenth / 10))

/** One decision by itself, of two options or more. */
export const decision: fc.Arbitrary<Decision> = fc
  .record({
    path: fc.constantFrom('value', 'layers.length', 'layers.0.kernel'),
    of: fc.integer({ min: 2, max: 9 }),
    pick: fc.nat(8),
    logProbability,
  })
  .map(({ path, of, pick, logProbability: logarithm }) => ({
    path,
    option: pick % of,
    of,
    logProbability: logarithm,
  }))

interface Decided<A> {
  readonly architecture: A
  readonly trace: Trace
}

const decided = <A>(space: SearchSpace<A>): fc.Arbitrary<Decided<A>> => {
  const slots = decisionSlots(space).length
  return fc
    .tuple(architecture(space), fc.array(logProbability, { minLength: slots, maxLength: slots }))
    .map(([child, logarithms]) => ({
      architecture: child,
      trace: decisionsOf(space)(child).map(({ path, option, of }, i) => ({
        path,
        option,
        of,
        logProbability: logarithms[i] ?? finite(0),
      })),
    }))
}

/**
 * The decisions of an architecture of a space, in their order, with log-probabilities.
 *
 * @example
 * import * as fc from 'fast-check'
 * import { choice, struct } from 'rxnas'
 * import { trace } from 'rxnas/testing'
 *
 * const space = struct({ op: choice('conv', 'pool'), width: choice(8, 16) })
 * fc.assert(fc.property(trace(space), (decisions) => decisions.length === 2))
 */
export const trace = (space: SearchSpace<unknown>): fc.Arbitrary<Trace> =>
  decided(space).map((one) => one.trace)

/** Proposals: architectures of a space with their traces, and near misses without. */
export const proposal = (space: SearchSpace<unknown>): fc.Arbitrary<Proposal> =>
  fc.oneof(
    decided(space).map((one) => ({
      candidate: codec(space).encode(one.architecture),
      trace: one.trace,
    })),
    nearMiss(space).map((candidate) => ({ candidate, trace: [] })),
  )

/** Episodes whose candidate waits for validation. */
const proposed = (space: SearchSpace<unknown>): fc.Arbitrary<Proposed> =>
  fc.tuple(episodeNumber, proposal(space)).map(([episode, made]) => propose(episode)(made))

/** Episodes whose child waits for training. */
export const validated = <A>(space: SearchSpace<A>): fc.Arbitrary<Validated<A>> =>
  fc.tuple(episodeNumber, decided(space)).map(([episode, one]) => ({
    _tag: 'Validated',
    episode,
    trace: one.trace,
    architecture: one.architecture,
    key: architectureKey(space)(one.architecture),
  }))

/** Episodes whose candidate is a near miss. */
const rejected = (space: SearchSpace<unknown>): fc.Arbitrary<Rejected> =>
  fc.tuple(episodeNumber, nearMiss(space)).map(([episode, candidate]) => {
    const outcome = validate(space)(propose(episode)({ candidate, trace: [] }))
    if (E.isRight(outcome)) throw new TypeError('a near miss is an architecture')
    return outcome.left
  })

/** Every reason why a child could not be trained. */
export const trainingError: fc.Arbitrary<TrainingError> = fc.constantFrom(
  trainerFailed('no such file'),
  diverged(7, 'the loss is NaN'),
  crashed('signal SIGKILL'),
  timedOut(60),
  outOfMemory(900, 800),
  badMetrics('The trainer ended without metrics.'),
)

/** Episodes whose child was trained, of the metrics given. */
const trained = <A>(
  space: SearchSpace<A>,
  measured: fc.Arbitrary<Metrics> = usualMetrics(),
): fc.Arbitrary<Trained<A>> =>
  fc.record({
    _tag: fc.constant('Trained'),
    validated: validated(space),
    metrics: measured,
    cached: fc.boolean(),
  })

/** Episodes whose child could not be trained. */
const failed = <A>(space: SearchSpace<A>): fc.Arbitrary<Failed<A>> =>
  fc.record({ _tag: fc.constant('Failed'), validated: validated(space), reason: trainingError })

/** Episodes that came out, one way or another; they shrink towards trained ones. */
export const outcome = <A>(
  space: SearchSpace<A>,
  measured: fc.Arbitrary<Metrics> = usualMetrics(),
): fc.Arbitrary<Outcome<A>> =>
  fc.oneof(
    { weight: 4, arbitrary: trained(space, measured) },
    { weight: 1, arbitrary: failed(space) },
    { weight: 1, arbitrary: rejected(space) },
  )

/** Episodes that are over. */
export const rewarded = <A>(space: SearchSpace<A>): fc.Arbitrary<Rewarded<A>> =>
  fc.record({
    _tag: fc.constant('Rewarded'),
    outcome: outcome(space),
    reward: fc.integer({ min: -10, max: 10 }).map((tenth) => finite(tenth / 10)),
  })

/** News of a training under way. */
const progress: fc.Arbitrary<Progress> = fc
  .record({ episode: episodeNumber, step: fc.nat(99), more: fc.nat(99), metrics: usualMetrics() })
  .map(({ episode, step, more, metrics }) => ({
    _tag: 'Progress',
    episode,
    key: 'null',
    step,
    steps: step + more,
    metrics,
  }))

/** Episodes of a space in every state. */
export const episode = <A>(
  space: SearchSpace<A>,
): fc.Arbitrary<Proposed | Validated<A> | Outcome<A> | Rewarded<A> | Progress> =>
  fc.oneof(proposed(space), validated(space), outcome(space), rewarded(space), progress)
