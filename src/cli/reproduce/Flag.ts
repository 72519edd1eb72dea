import { Option } from 'commander'
import * as E from 'fp-ts/lib/Either.js'
import { type DescribedSetting, usage, type UsageError } from '../../session/index.ts'

/** A flag of `rxnas reproduce`. */
export type Flag<A> = DescribedSetting<A>

/** Flags by the names that commander gives them. */
export type Flags = Readonly<Record<string, Flag<unknown>>>

/** The values of flags, those that were given. */
export type FlagValues<F extends Flags> = {
  readonly [K in keyof F]?: F[K] extends Flag<infer A> ? A : never
}

/** A flag as it is typed. */
export const typed = (key: string): string =>
  `--${key.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`

/** A flag for commander, which hands its text on as it is. */
export const optionOf = (
  key: string,
  { argument, group, help, otherwise }: Flag<unknown>,
): Option =>
  new Option(
    argument === '' ? typed(key) : `${typed(key)} ${argument}`,
    otherwise === '' ? help : `${help} (${otherwise})`,
  ).helpGroup(`${group}:`)

/** The values of the flags that were given, checked; or what is wrong with the first that cannot be taken. */
export const readFlags = <F extends Flags>(
  flags: F,
  given: Readonly<Record<string, unknown>>,
): E.Either<UsageError, FlagValues<F>> => {
  const values: Record<string, unknown> = {}
  for (const [key, { check, ofText }] of Object.entries(flags)) {
    const value = given[key]
    if (value === undefined) continue
    const checked = check(typed(key))(typeof value === 'string' ? ofText(value) : value)
    if (E.isLeft(checked)) return checked
    values[key] = checked.right
  }
  // Every value has been checked by the flag of its name.
  return E.right(values as FlagValues<F>)
}

/** Refuses flags of another form of the command: what they ask would not happen. */
export const refuse = (
  given: Readonly<Record<string, unknown>>,
  keys: ReadonlyArray<string>,
  why: string,
): E.Either<UsageError, void> => {
  const found = keys.find((key) => given[key] !== undefined)
  return found === undefined
    ? E.right(undefined)
    : E.left(usage(`${typed(found)} ${why}. Leave it out.`))
}
