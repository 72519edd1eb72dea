import * as t from 'io-ts'

/** An object of these fields, which nobody changes; others are left out. */
export const strict = <P extends t.Props>(props: P): t.ReadonlyC<t.ExactC<t.TypeC<P>>> =>
  t.readonly(t.strict(props))

/** The union of what some codecs read. */
export type AnyOf<Members extends Readonly<Record<string, t.Mixed>>> = t.TypeOf<
  Members[keyof Members]
>
