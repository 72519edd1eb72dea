import * as E from 'fp-ts/lib/Either.js'
import {
  codec,
  decisionsOf,
  type DecisionTaken,
  decodeArchitecture,
  type Json,
  type SearchSpace,
} from '../space/index.ts'
import { type Proposal } from './Episode.ts'
import { FiniteNumber } from './FiniteNumber.ts'
import { type Trace } from './Trace.ts'

const evenly = ({ of }: DecisionTaken): FiniteNumber => {
  const logProbability = FiniteNumber.decode(-Math.log(of))
  if (E.isLeft(logProbability)) throw new TypeError(`a decision has ${of} options`)
  return logProbability.right
}

/** The trace that ends in an architecture, as if each option had been as likely. */
export const uniformTrace =
  <A>(space: SearchSpace<A>) =>
  (architecture: A): Trace =>
    decisionsOf(space)(architecture).map((taken) => ({ ...taken, logProbability: evenly(taken) }))

/** Designs as JSON, those that the space has. */
export const encodeDesigns = <A>(
  space: SearchSpace<A>,
  designs: ReadonlyArray<A>,
): ReadonlyArray<Json> =>
  designs
    // What a space's codec encodes to is JSON.
    .map((design) => codec(space).encode(design) as Json)
    .filter((candidate) => E.isRight(decodeArchitecture(space)(candidate)))

/**
 * The proposals of designs that a search starts with, which are given as JSON: what the space does
 * not have is proposed all the same, and will be rejected.
 */
export const proposalsOfDesigns = (
  space: SearchSpace<unknown>,
  designs: ReadonlyArray<Json>,
): ReadonlyArray<Proposal> => {
  const decode = decodeArchitecture(space)
  const traceOf = uniformTrace(space)
  return designs.map((candidate) => {
    const architecture = decode(candidate)
    return { candidate, trace: E.isLeft(architecture) ? [] : traceOf(architecture.right) }
  })
}
