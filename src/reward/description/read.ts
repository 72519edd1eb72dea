import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { isRecord, shown } from '../../common/index.ts'
import { FiniteNumber } from '../../episode/index.ts'
import { type RewardFunction } from '../combinators/mapReward.ts'
import { type Reward } from '../Reward.ts'

/** Where a value stands in a description. */
export type Path = ReadonlyArray<string | number>

/** What is wrong with a description, and where. */
export interface Problem {
  readonly path: Path
  readonly message: string
  readonly metric?: string
  /** The nearest description that has not the problem, as a text. */
  readonly mended?: string
}

/** What a description may call by name beside what rxnas has. */
export interface OwnRewards {
  /** Rewards of your own, called by their names. */
  readonly rewards?: ReadonlyArray<Reward>
  /** Functions of your own for `map`. */
  readonly functions?: ReadonlyArray<RewardFunction>
}

/** The place of a value, and what may be called by name there. */
export interface Place {
  readonly path: Path
  readonly own: OwnRewards
}

/** Makes something of a value that is not yet trusted. */
export type Read<A> = (value: unknown, place: Place) => E.Either<Problem, A>

/** A place further inside. */
export const within = ({ path, own }: Place, key: string | number): Place => ({
  path: [...path, key],
  own,
})

/** A problem at a place. */
export const problem = ({ path }: Place, message: string): E.Either<Problem, never> =>
  E.left({ path, message })

/** A finite number. */
export const finiteNumber: Read<number> = (value, place) =>
  FiniteNumber.is(value) ? E.right(value) : problem(place, `${shown(value)} is not a finite number`)

/** A name. */
export const nonEmptyText: Read<string> = (value, place) =>
  typeof value === 'string' && value !== ''
    ? E.right(value)
    : problem(place, `${shown(value)} is not a name`)

/** One of some names. */
export const oneOf =
  <const A extends string>(...names: ReadonlyArray<A>): Read<A> =>
  (value, place) => {
    const found = names.find((name) => name === value)
    return found === undefined
      ? problem(place, `${shown(value)} is not one of ${names.join(', ')}`)
      : E.right(found)
  }

/** A value that may be left out. */
export const optional =
  <A>(read: Read<A>): Read<A | undefined> =>
  (value, place) =>
    value === undefined ? E.right(undefined) : read(value, place)

/** A list. */
export const list =
  <A>(read: Read<A>): Read<ReadonlyArray<A>> =>
  (value, place) =>
    Array.isArray(value)
      ? E.traverseArrayWithIndex((i, item: unknown) => read(item, within(place, i)))(value)
      : problem(place, `${shown(value)} is not a list`)

/** What each field is read by. */
export type Fields = Readonly<Record<string, Read<unknown>>>

/** What is read of fields. */
export type FieldsOf<F> = { readonly [K in keyof F]: F[K] extends Read<infer A> ? A : never }

/** An object of these fields and no others. */
export const fields =
  <F extends Fields>(reads: F): Read<FieldsOf<F>> =>
  (value, place) => {
    if (!isRecord(value)) return problem(place, `${shown(value)} is not an object`)
    const foreign = Object.keys(value).find((key) => !Object.hasOwn(reads, key))
    if (foreign !== undefined)
      return problem(
        place,
        `${shown(foreign)} is not one of ${Object.keys(reads).join(', ') || 'its options: it has none'}`,
      )
    const entries = E.traverseArray(([key, read]: readonly [string, Read<unknown>]) =>
      E.bimap(
        (wrong: Problem) =>
          value[key] === undefined ? { ...wrong, message: `its ${key} is missing` } : wrong,
        (field: unknown) => [key, field] as const,
      )(read(value[key], within(place, key))),
    )(Object.entries(reads))
    // Each field holds what its own read gave.
    return pipe(
      entries,
      E.map((made) => Object.fromEntries(made) as FieldsOf<F>),
    )
  }
