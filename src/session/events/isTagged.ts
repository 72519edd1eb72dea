/** Whether a value has a tag. */
export const isTagged = <T, const Tag extends string>(
  value: T,
  tag: Tag,
): value is Extract<T, { readonly _tag: Tag }> => Reflect.get(Object(value), '_tag') === tag
