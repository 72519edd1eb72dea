import * as t from 'io-ts'

const tagOf = (u: unknown): string | undefined => {
  const tag: unknown = typeof u === 'object' && u !== null ? Reflect.get(u, '_tag') : undefined
  return typeof tag === 'string' ? tag : undefined
}

/** The codecs of a union's members by their tags. */
export type Members<U extends { readonly _tag: string }> = {
  readonly [Tag in U['_tag']]: t.Type<Extract<U, { readonly _tag: Tag }>, unknown>
}

/** A codec of {@link byTag}, and the codecs that it is made of. */
export interface TaggedUnion<U> extends t.Type<U, unknown> {
  readonly members: ReadonlyArray<t.Type<U, unknown>>
}

/** A union told apart by `_tag`: what is wrong is said of the member that was meant, not of each. */
export const byTag = <U extends { readonly _tag: string }>(members: Members<U>): TaggedUnion<U> => {
  const codecs = new Map<string, t.Type<U, unknown>>(
    // A member's codec is asked only for what has its tag.
    Object.entries<unknown>(members).map(([tag, codec]) => [tag, codec as t.Type<U, unknown>]),
  )
  const memberOf = (u: unknown): t.Type<U, unknown> | undefined => codecs.get(tagOf(u) ?? '')
  const names = [...codecs.keys()].join(', ')
  const union = new t.Type<U, unknown>(
    names,
    (u): u is U => memberOf(u)?.is(u) ?? false,
    (u, c) => memberOf(u)?.validate(u, c) ?? t.failure(u, c, `its _tag is not one of ${names}`),
    (a) => memberOf(a)?.encode(a),
  )
  return Object.assign(union, { members: [...codecs.values()] })
}
