import { roundTripProblem } from './checkRoundTrip.ts'
import { descriptionOf, makeSpace, type SearchSpace } from './SearchSpace.ts'
import { aFunction, checkOptions } from '../common/index.ts'

/**
 * The architectures of a space to which `reject` has no objection. A policy may still propose the
 * others; validation rejects them with the reason, before anything is trained.
 *
 * @param reject - gives the reason, a sentence, or `undefined` where the architecture is fine
 * @example
 * import { int, refine } from 'rxnas'
 *
 * const odd = refine(int({ min: 1, max: 9 }), (n) => (n % 2 === 1 ? undefined : `${n} is even.`))
 */
export const refine = <A>(
  space: SearchSpace<A>,
  reject: (architecture: A) => string | undefined,
): SearchSpace<A> => {
  checkOptions('refine()', { reject }, { reject: aFunction() })
  return makeSpace({
    _tag: 'Refine',
    inner: descriptionOf('refine()', space),
    // Interpreters hand a refinement only what the inner space has decoded, an `A`.
    reject: (architecture) => reject(architecture as A),
  })
}

/**
 * The same architectures in another form. `from(to(a))` must be `a`: the inner form is what a
 * journal holds and a key is made of. A few architectures are tried.
 *
 * @throws RangeError where one of them does not come back: a search could not be resumed.
 * @example
 * import { choice, imap } from 'rxnas'
 *
 * const area = imap(choice(3, 5), (side) => ({ side, area: side ** 2 }), ({ side }) => side)
 */
export const imap = <A, B>(
  space: SearchSpace<A>,
  to: (a: A) => B,
  from: (b: B) => A,
): SearchSpace<B> => {
  checkOptions('imap()', { to, from }, { to: aFunction(), from: aFunction() })
  const inner = descriptionOf('imap()', space)
  // Interpreters hand `to` what the inner space has decoded, and `from` what `to` has made.
  const [toOuter, toInner] = [
    (inner: unknown) => to(inner as A),
    (outer: unknown) => from(outer as B),
  ]
  const problem = roundTripProblem(space, toOuter, toInner)
  if (problem !== undefined) throw new RangeError(`imap(): ${problem}.`)
  return makeSpace({ _tag: 'IMap', inner, to: toOuter, from: toInner })
}
