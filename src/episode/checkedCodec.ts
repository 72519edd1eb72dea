import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

/** A codec that also refuses what contradicts itself, by what a check says of it. */
export const checkedCodec = <A>(
  codec: t.Type<A, unknown>,
  fault: (value: A) => string | undefined,
): t.Type<A, unknown> =>
  new t.Type<A, unknown>(
    codec.name,
    (u): u is A => codec.is(u) && fault(u) === undefined,
    (u, context) =>
      pipe(
        codec.validate(u, context),
        E.flatMap((value) => {
          const message = fault(value)
          return message === undefined ? t.success(value) : t.failure(u, context, message)
        }),
      ),
    codec.encode,
  )
