import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  type Circumstances,
  type DataCircumstances,
  type Declaration,
  type Default,
} from './declareSetting.ts'
import { type ValueType } from './valueTypes.ts'
import { type UsageError } from './UsageError.ts'

/** A value that a file or a command line gives a setting. */
export interface Given {
  readonly value: unknown
  /** Where it was given, as `--episodes` or `episodes in rxnas.config.ts`. */
  readonly where: string
}

/** Declarations by the names of their settings, as far as values are read by them. */
export type Declarations = Readonly<Record<string, Omit<Declaration<unknown>, 'toJson'>>>

/** Values of settings with where each was given, not yet checked. */
export type GivenValues<D> = Readonly<Partial<Record<keyof D, Given>>>

/** What each setting holds. */
export type ValueTypes<D> = { readonly [K in keyof D]: D[K] extends ValueType<infer A> ? A : never }

type HasDefault<D> = D extends { readonly byDefault: { readonly _tag: 'Fixed' | 'Derived' } }
  ? true
  : false

/** Every setting with its value: what was given, else its default; one without either is `undefined`. */
export type ResolvedValues<D> = {
  readonly [K in keyof D]: HasDefault<D[K]> extends true
    ? ValueTypes<D>[K]
    : ValueTypes<D>[K] | undefined
}

type IsByData<D> = D extends { readonly byDefault: { readonly _tag: 'ByData' } } ? true : false

/** The settings that data decides where nobody gives them. */
export type ValuesByData<D> = {
  readonly [K in keyof D as IsByData<D[K]> extends true ? K : never]: ValueTypes<D>[K]
}

/** The values that are given, checked; or what is wrong with the first that cannot be taken. */
export const readValues = <D extends Declarations>(
  declarations: D,
  given: GivenValues<D>,
): E.Either<UsageError, Partial<ValueTypes<D>>> =>
  pipe(
    Object.entries<Declarations[string]>(declarations),
    E.traverseArray(([key, { check }]) => {
      const one = given[key]
      return one?.value === undefined
        ? E.right([])
        : pipe(
            check(one.where)(one.value),
            E.map((value) => [[key, value] as const]),
          )
    }),
    // Each value has just been checked by its own declaration.
    E.map((entries) => Object.fromEntries(entries.flat()) as Partial<ValueTypes<D>>),
  )

const defaultOf = (byDefault: Default<unknown>, circumstances: Circumstances): unknown => {
  switch (byDefault._tag) {
    case 'Fixed':
      return byDefault.value
    case 'ByData':
      return undefined
    case 'Derived':
    case 'Optional':
      return byDefault.resolve(circumstances)
  }
}

/** Values with defaults filled in, but for those that data decides. */
export const withDefaults = <D extends Declarations>(
  declarations: D,
  values: Partial<ValueTypes<D>>,
  circumstances: Circumstances,
): ResolvedValues<D> => {
  const resolved = Object.entries<Declarations[string]>(declarations).map(
    ([key, { byDefault }]) => {
      const given = values[key]
      if (given !== undefined) return [key, given]
      return [key, defaultOf(byDefault, circumstances)]
    },
  )
  // Every setting stands there, by its declaration's own type.
  return Object.fromEntries(resolved) as ResolvedValues<D>
}

/** The settings that data decides: as they were given, else by the data. */
export const withDataDefaults = <D extends Declarations>(
  declarations: D,
  values: { readonly [K in keyof D]?: ValueTypes<D>[K] | undefined },
  data: DataCircumstances,
): ValuesByData<D> =>
  // Each stands there, by its declaration's own type.
  Object.fromEntries(
    Object.entries<Declarations[string]>(declarations).flatMap(([key, { byDefault }]) =>
      byDefault._tag === 'ByData' ? [[key, values[key] ?? byDefault.resolve(data)]] : [],
    ),
  ) as ValuesByData<D>
