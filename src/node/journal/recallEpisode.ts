import * as E from 'fp-ts/lib/Either.js'
import {
  architectureKey,
  codec,
  decisionSlots,
  decisionsOf,
  FiniteNumber,
  type Json,
  type Outcome,
  type SearchSpace,
  type Trace,
  traceOf,
  type Validated,
} from '../../index.ts'

const evenly = (of: number): FiniteNumber => {
  const logProbability = FiniteNumber.decode(-Math.log(of))
  if (E.isLeft(logProbability)) throw new TypeError(`a decision has ${of} options`)
  return logProbability.right
}

/**
 * An outcome of an old journal as one of a space; `undefined` where its architecture is none of it.
 * A trace that the space does not ask for, or that was not recorded, is read off the architecture, as
 * if each option had been as likely: learning does not look at what it was.
 */
export const recallOutcome = <A>(
  space: SearchSpace<A>,
): ((outcome: Outcome<Json>) => Outcome<A> | undefined) => {
  const slots = new Map(decisionSlots(space).map(({ path, of }) => [path, of]))
  const keyOf = architectureKey(space)
  const decode = codec(space)
  const isOfSpace = (trace: Trace): boolean =>
    trace.length > 0 && trace.every(({ path, of }) => slots.get(path) === of)

  const validated = (old: Validated<Json>): Validated<A> | undefined => {
    const decoded = decode.decode(old.architecture)
    if (E.isLeft(decoded)) return undefined
    const architecture = decoded.right
    const trace = isOfSpace(old.trace)
      ? old.trace
      : decisionsOf(space)(architecture).map((taken) => ({
          ...taken,
          logProbability: evenly(taken.of),
        }))
    return { ...old, architecture, key: keyOf(architecture), trace }
  }

  return (outcome) => {
    if (outcome._tag === 'Rejected') return isOfSpace(traceOf(outcome)) ? outcome : undefined
    const recalled = validated(outcome.validated)
    return recalled === undefined ? undefined : { ...outcome, validated: recalled }
  }
}
