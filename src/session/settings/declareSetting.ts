import { type ValueType } from './valueTypes.ts'

/** What a default may depend on: settings that are resolved before it, and where the search runs. */
export interface Circumstances {
  readonly policy: string
  readonly hasObjectives: boolean
  readonly episodes: number
  readonly out: string
  /** Processors that this process may use. */
  readonly processors: number
  readonly now: Date
}

/** What a default may depend on that is known once the data is read. */
export interface DataCircumstances {
  /** Training examples. */
  readonly examples: number
  /** Whether an example is an image. */
  readonly isImage: boolean
}

/** What a setting is where nobody gives it. */
export type Default<A> =
  | { readonly _tag: 'Fixed'; readonly value: A }
  | {
      readonly _tag: 'Derived'
      readonly text: string
      readonly resolve: (circumstances: Circumstances) => A
    }
  /** The setting stays out, and the data decides; but for what `resolve` gives. */
  | {
      readonly _tag: 'Optional'
      readonly text: string
      readonly resolve: (circumstances: Circumstances) => A | undefined
    }
  /** The setting stays out until the data is read, which decides. */
  | {
      readonly _tag: 'ByData'
      readonly text: string
      readonly resolve: (data: DataCircumstances) => A
    }

/** A default of one kind. */
type DefaultOf<A, Tag extends Default<A>['_tag']> = Extract<Default<A>, { readonly _tag: Tag }>

/** A setting, declared once: flags, types, JSON Schema, plan, questions and reference derive from it. */
export interface Declaration<A, D extends Default<A> = Default<A>> extends ValueType<A> {
  /** The heading it stands under. */
  readonly group: string
  readonly help: string
  readonly byDefault: D
  /** How `rxnas init` asks for it; settings without one are not asked for. */
  readonly question?: string
  /** Whether it may differ when a search is resumed: how long, how fast, and what is done at the end. */
  readonly mayChange?: true
}

/** A default that is the same always. */
export const fixed = <const A>(value: A): { readonly _tag: 'Fixed'; readonly value: A } => ({
  _tag: 'Fixed',
  value,
})

/** A default that other settings or the machine decide, and how a person is told of it. */
export const derived = <A>(
  text: string,
  resolve: (circumstances: Circumstances) => A,
): DefaultOf<A, 'Derived'> => ({
  _tag: 'Derived',
  text,
  resolve,
})

/** No default but what `resolve` gives; `text` says what happens where a setting is not given. */
export const optional = <A = never>(
  text = '',
  resolve: (circumstances: Circumstances) => A | undefined = () => undefined,
): DefaultOf<A, 'Optional'> => ({
  _tag: 'Optional',
  text,
  resolve,
})

/** A default that is decided once the data is read, and how a person is told of it. */
export const byData = <A>(
  text: string,
  resolve: (data: DataCircumstances) => A,
): DefaultOf<A, 'ByData'> => ({
  _tag: 'ByData',
  text,
  resolve,
})

/** Makes the settings that stand under a heading. */
export const inGroup =
  (group: string) =>
  <A, const D extends Default<A>>(
    type: ValueType<A>,
    help: string,
    byDefault: D,
    more: Pick<Declaration<A>, 'question' | 'mayChange'> = {},
  ): Declaration<A, D> => ({ ...type, group, help, byDefault, ...more })

/** A default in words, for help and reference; empty where there is nothing to tell. */
export const defaultText = <A>({ byDefault, toJson }: Declaration<A>): string => {
  if (byDefault._tag !== 'Fixed') return byDefault.text
  const value = toJson(byDefault.value)
  if (value === false || (Array.isArray(value) && value.length === 0)) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
