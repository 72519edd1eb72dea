import { type Applicative1 } from 'fp-ts/lib/Applicative.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Functor1 } from 'fp-ts/lib/Functor.js'
import { type Metrics } from '../episode/index.ts'
import { type RewardContext } from './RewardContext.ts'
import { type RewardError } from './RewardError.ts'

/** A judgement of a trained child in a context, or why there is none: a reader of both. */
export type Judgement<A> = (metrics: Metrics, context: RewardContext) => E.Either<RewardError, A>

/** The name of {@link Judgement} among the type constructors of fp-ts. */
const judgementURI = 'rxnas/Judgement'

/** The type of {@link judgementURI}. */
export type JudgementURI = typeof judgementURI

// Where its types stand; the augmentation leaves nothing to import at run time.
declare module 'fp-ts/HKT.js' {
  interface URItoKind<A> {
    readonly [judgementURI]: Judgement<A>
  }
}

/** Maps over the judgement; an error stays. Identity and composition hold. */
export const judgementFunctor: Functor1<JudgementURI> = {
  URI: judgementURI,
  map: (judge, f) => (metrics, context) => pipe(judge(metrics, context), E.map(f)),
}

/**
 * Judges by several at once, in the same context; of two errors the first is given. Identity,
 * homomorphism, interchange and composition hold.
 *
 * @example
 * import { sequenceT } from 'fp-ts/lib/Apply.js'
 * import { accuracy, parameters } from 'rxnas'
 * import { judgementApplicative, startContext } from 'rxnas/reward'
 *
 * const both = sequenceT(judgementApplicative)(accuracy.ofMetrics, parameters.ofMetrics)
 * console.log(both({}, startContext)._tag) // Left
 */
export const judgementApplicative: Applicative1<JudgementURI> = {
  ...judgementFunctor,
  of: (value) => () => E.right(value),
  ap: (judgeF, judge) => (metrics, context) =>
    pipe(judgeF(metrics, context), E.ap(judge(metrics, context))),
}
