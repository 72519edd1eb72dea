import * as t from 'io-ts'

/** Codec of a record of exactly these fields, that nobody changes. */
export const strict = <P extends t.Props>(props: P): t.ReadonlyC<t.ExactC<t.TypeC<P>>> =>
  t.readonly(t.strict(props))

/** What a report shows, or in words why there is nothing to show. */
export type Told<View> =
  | { readonly _tag: 'Shown'; readonly view: View }
  | { readonly _tag: 'NotShown'; readonly why: string }

/** Codec of {@link Told}. */
export const toldCodec = <View>(view: t.Type<View, unknown>): t.Type<Told<View>, unknown> =>
  t.union([
    strict({ _tag: t.literal('Shown'), view }),
    strict({ _tag: t.literal('NotShown'), why: t.string }),
  ])

/** A view that there is. */
export const told = <View>(view: View): Told<View> => ({ _tag: 'Shown', view })

/** Why there is no view. */
export const notTold = (why: string): Told<never> => ({ _tag: 'NotShown', why })
