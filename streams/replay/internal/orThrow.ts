import * as E from 'fp-ts/lib/Either.js'

/** The right value; in an iteration that a stream is made of, a left one becomes the stream's error. */
export const orThrow = <A>(result: E.Either<unknown, A>): A => {
  // A value with a tag, as every expected failure.
  if (E.isLeft(result)) throw result.left
  return result.right
}
