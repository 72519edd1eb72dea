import { makeSpace, type SearchSpace } from './SearchSpace.ts'

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
): SearchSpace<A> =>
  makeSpace({
    _tag: 'Refine',
    inner: space.description,
    // Interpreters hand a refinement only what the inner space has decoded, an `A`.
    reject: (architecture) => reject(architecture as A),
  })

/**
 * The same architectures in another form. `from(to(a))` must be `a`: the inner form is what a
 * journal holds and a key is made of.
 */
export const imap = <A, B>(
  space: SearchSpace<A>,
  to: (a: A) => B,
  from: (b: B) => A,
): SearchSpace<B> =>
  makeSpace({
    _tag: 'IMap',
    inner: space.description,
    // Interpreters hand `to` what the inner space has decoded, and `from` what `to` has made.
    to: (inner) => to(inner as A),
    from: (outer) => from(outer as B),
  })
