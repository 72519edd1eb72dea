import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { isRecord } from '../common/index.ts'

/** The codecs of a record's fields. */
type Fields<A> = { readonly [K in keyof A]: t.Type<A[K], unknown> }

/** The fields that a codec knows and that are not undefined, in the order that they have. */
const known = (u: unknown, names: ReadonlySet<string>): unknown =>
  isRecord(u)
    ? Object.fromEntries(
        Object.entries(u).filter(([name, field]) => names.has(name) && field !== undefined),
      )
    : u

/**
 * Codec of a record of which some fields may be missing. One that is undefined is missing, and one
 * that the record does not have is skipped.
 */
export const recordCodec = <R extends object, O extends object>(
  name: string,
  required: Fields<R>,
  optional: Fields<O>,
): t.Type<R & Partial<O>, unknown> => {
  const names = new Set([...Object.keys(required), ...Object.keys(optional)])
  const always = t.type(required)
  const sometimes = t.partial(optional)
  return new t.Type<R & Partial<O>, unknown>(
    name,
    (u): u is R & Partial<O> => always.is(u) && sometimes.is(u),
    (u, context) =>
      pipe(
        always.validate(u, context),
        E.flatMap((read) => sometimes.validate(read, context)),
        // io-ts reads a missing field as one that may be undefined; here none is.
        E.map((read) => known(read, names) as R & Partial<O>),
      ),
    // Either leaves the other's fields as they are.
    (record) => known(sometimes.encode(always.encode(record) as R & Partial<O>), names),
  )
}
