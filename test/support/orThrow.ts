import * as E from 'fp-ts/lib/Either.js'

/** A value, or the message of what it is instead. */
export const orThrow = <A>(result: E.Either<{ readonly message: string }, A>): A => {
  if (E.isLeft(result)) throw new Error(result.left.message)
  return result.right
}
