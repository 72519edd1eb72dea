import * as E from 'fp-ts/lib/Either.js'

/**
 * What an `Either` holds, where a program is to have seen to it that it is right.
 *
 * @throws an error with the message of what is left; by default an `Error`
 */
export const orThrow = <A>(
  result: E.Either<{ readonly message: string }, A>,
  ErrorType: new (message: string) => Error = Error,
): A => {
  if (E.isLeft(result)) throw new ErrorType(result.left.message)
  return result.right
}
