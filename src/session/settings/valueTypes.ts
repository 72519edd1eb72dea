import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  type Budget,
  type Json,
  type Objectives,
  parseObjectives,
  printObjectives,
  readReward,
  rewardForms,
  rewards,
} from '../../core.ts'
import {
  currentName,
  didYouMean,
  finiteNumber,
  isRecord,
  nonEmptyText,
  type OptionCheck,
  positiveNumber,
  shown,
  trueOrFalse,
  wholeNumber,
} from '../../common/index.ts'
import { type ColumnKind, columnKinds as kinds } from '../../data/index.ts'
import { parseBudget, showBudget } from './budget.ts'
import { usage, usageError, type UsageError } from './UsageError.ts'

/** A type of values: how one is given on the command line and in a file, and what it may be. */
export interface ValueType<A> {
  /** What the command line calls the value, as `<count>`; nothing for a switch. */
  readonly argument: string
  /** JSON Schema of the value in a file. */
  readonly schema: { readonly [key: string]: Json }
  /** The value that a command line's text stands for, not yet checked. */
  readonly ofText: (text: string) => unknown
  readonly check: (where: string) => (value: unknown) => E.Either<UsageError, A>
  /** A checked value as a file gives it; {@link check} reads it back. */
  readonly toJson: (value: A) => Json
}

const numeric = (text: string): unknown => (text.trim() === '' ? text : Number(text))

const numberOr = (text: string): unknown => {
  const value = numeric(text)
  return Number.isNaN(value) ? text : value
}

const checked =
  <A>({ takes, holds }: OptionCheck): ValueType<A>['check'] =>
  (where) =>
  (value) =>
    // What holds is one of the values that the check describes.
    holds(value) ? E.right(value as A) : E.left(usageError(where, value, takes))

/** A whole number within bounds. */
export const whole = (min: number, max: number, argument = '<count>'): ValueType<number> => ({
  argument,
  schema: { type: 'integer', minimum: min, maximum: max },
  // Only digits: a number with a fraction or an exponent is more likely a slip.
  ofText: (text) => (/^[+-]?\d+$/.test(text.trim()) ? Number(text) : text),
  toJson: (value) => value,
  check: checked(wholeNumber(min, max)),
})

/** A number above zero and up to a bound. */
export const positive = (max: number, argument: string): ValueType<number> => ({
  argument,
  schema: { type: 'number', exclusiveMinimum: 0, maximum: max },
  ofText: numberOr,
  toJson: (value) => value,
  check: checked(positiveNumber(max)),
})

/** A part of the whole, from 0 up to a bound below 1. */
export const fraction = (min: number, max: number): ValueType<number> => ({
  argument: '<part>',
  schema: { type: 'number', minimum: min, maximum: max },
  ofText: numberOr,
  toJson: (value) => value,
  check: checked(finiteNumber(min, max)),
})

/** Any text but an empty one. */
export const text = (argument: string): ValueType<string> => ({
  argument,
  schema: { type: 'string', minLength: 1 },
  ofText: (given) => given,
  toJson: (value) => value,
  check: checked(nonEmptyText),
})

/** One of a list of names. */
export const name = <const N extends string>(names: ReadonlyArray<N>): ValueType<N> => ({
  argument: '<name>',
  schema: { enum: names },
  ofText: (given) => given,
  toJson: (value) => value,
  check: (where) => (value) => {
    // A name from before it was changed is read, and told nowhere.
    const meant = typeof value === 'string' ? currentName(value) : value
    const found = names.find((known) => known === meant)
    return found === undefined
      ? E.left(
          usage(
            usageError(where, value, `one of ${names.join(', ')}`).message +
              (typeof value === 'string' ? didYouMean(value, names) : ''),
          ),
        )
      : E.right(found)
  },
})

/** A name that a registry knows: those of `names`, and what a user adds; the plan looks it up. */
export const registered = (names: ReadonlyArray<string>): ValueType<string> => ({
  ...text('<name>'),
  schema: { anyOf: [{ enum: names }, { type: 'string', minLength: 1 }] },
  check: (where) => (value) => pipe(value, text('<name>').check(where), E.map(currentName)),
})

/** Objectives, as `accuracy, -flops`. */
export const objectives: ValueType<Objectives> = {
  ...text('<metric,-metric>'),
  check: (where) => (value) =>
    pipe(
      parseObjectives(typeof value === 'string' ? value : ''),
      E.mapLeft(({ message }) =>
        usage(`${usageError(where, value, 'two metrics or more').message} ${message}`),
      ),
    ),
  toJson: printObjectives,
}

/** A training budget. */
export const budget: ValueType<Budget> = {
  argument: '<amount>',
  schema: { type: 'string', pattern: '^[0-9.]+ *(step|image|example|epoch)s?( *,.*)?$' },
  ofText: (given) => given,
  toJson: showBudget,
  check: (where) => (value) => {
    const parsed = typeof value === 'string' ? parseBudget(value) : undefined
    return parsed === undefined
      ? E.left(
          usageError(where, value, 'a budget such as "2 epochs", "20000 images" or "300 steps"'),
        )
      : E.right(parsed)
  },
}

/** A reward, by name or as a formula. */
export const reward: ValueType<string> = {
  argument: '<name or formula>',
  schema: { type: 'string', minLength: 1 },
  ofText: (given) => given,
  toJson: (value) => value,
  check: (where) => (value) => {
    const takes = rewardForms(rewards)
    if (typeof value !== 'string') return E.left(usageError(where, value, takes))
    const read = readReward(rewards, value)
    if (E.isRight(read)) return E.right(value)
    const { message, mended } = read.left
    // Where a formula is nearly one that can be used, what rewards there are helps nobody.
    return E.left(
      usage(
        mended === undefined
          ? `${usageError(where, value, takes).message} ${message}`
          : `${where} cannot be ${shown(value)}. ${message}`,
      ),
    )
  },
}

const isTexts = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')

/** Files, or other texts: with commas between them on the command line, a list in a file. */
export const texts = (argument: string): ValueType<ReadonlyArray<string>> => ({
  argument,
  schema: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 },
  ofText: (given) => given.split(',').map((one) => one.trim()),
  toJson: (value) => [...value],
  check: checked({
    takes: 'one text or more, none of them empty',
    holds: (value) => isTexts(value) && !value.includes(''),
  }),
})

/** Texts of which one may be empty: with commas between them on the command line, a list in a file. */
export const anyTexts = (argument: string): ValueType<ReadonlyArray<string>> => ({
  ...texts(argument),
  schema: { type: 'array', items: { type: 'string' }, minItems: 1 },
  check: checked({ takes: 'one text or more', holds: isTexts }),
})

/** Yes or no. */
export const toggle: ValueType<boolean> = {
  argument: '',
  schema: { type: 'boolean' },
  ofText: (given) => given,
  toJson: (value) => value,
  check: checked(trueOrFalse),
}

/** What columns are taken for: `age=number,zip=category` on the command line, an object in a file. */
export const columnKinds: ValueType<Readonly<Record<string, ColumnKind>>> = {
  argument: '<name=kind,...>',
  schema: { type: 'object', additionalProperties: { enum: kinds } },
  ofText: (given) =>
    Object.fromEntries(
      given.split(',').map((pair) => {
        const at = pair.lastIndexOf('=')
        return at === -1 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
      }),
    ),
  toJson: (value) => ({ ...value }),
  check: (where) => (value) => {
    const takes = `columns and what they are taken for, as name=${kinds.join(', name=')}`
    if (!isRecord(value)) return E.left(usageError(where, value, takes))
    const entries = Object.entries(value).map(
      ([column, kind]) => [column, kinds.find((known) => known === kind)] as const,
    )
    const wrong = entries.find(([, kind]) => kind === undefined)
    return wrong === undefined
      ? // Every kind has just been found.
        E.right(Object.fromEntries(entries) as Record<string, ColumnKind>)
      : E.left(usageError(where, `${wrong[0]}=${String(value[wrong[0]])}`, takes))
  },
}
