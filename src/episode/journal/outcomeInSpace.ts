import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import {
  architectureKey,
  codec,
  decisionSlots,
  type Json,
  type SearchSpace,
} from '../../space/index.ts'
import { type Outcome, traceOf, type Validated } from '../Episode.ts'
import { uniformTrace } from '../designs.ts'
import { type Trace } from '../Trace.ts'

/**
 * An outcome of an old journal as one of a space; `none` where its architecture is none of it. A
 * trace that the space does not ask for, or that was not recorded, is read off the architecture, as
 * if each option had been as likely: learning does not look at what it was.
 */
export const outcomeInSpace = <A>(
  space: SearchSpace<A>,
): ((outcome: Outcome<Json>) => O.Option<Outcome<A>>) => {
  const slots = new Map(decisionSlots(space).map(({ path, of }) => [path, of]))
  const keyOf = architectureKey(space)
  const decode = codec(space)
  const isOfSpace = (trace: Trace): boolean =>
    trace.length > 0 && trace.every(({ path, of }) => slots.get(path) === of)
  const traceOfArchitecture = uniformTrace(space)

  const validatedInSpace = (old: Validated<Json>): O.Option<Validated<A>> =>
    pipe(
      decode.decode(old.architecture),
      O.fromEither,
      O.map((architecture) => ({
        ...old,
        architecture,
        key: keyOf(architecture),
        trace: isOfSpace(old.trace) ? old.trace : traceOfArchitecture(architecture),
      })),
    )

  return (outcome) =>
    outcome._tag === 'Rejected'
      ? isOfSpace(traceOf(outcome))
        ? O.some(outcome)
        : O.none
      : pipe(
          validatedInSpace(outcome.validated),
          O.map((validated) => ({ ...outcome, validated })),
        )
}
