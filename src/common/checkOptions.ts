import { isRecord } from './isRecord.ts'
import { shown } from './shown.ts'

/** What a value of an option may be. */
export interface OptionCheck {
  /** In a phrase, as `a whole number from 1 to 9`. */
  readonly takes: string
  readonly holds: (value: unknown) => boolean
}

const isNumber = (value: unknown): value is number => typeof value === 'number'

/** A whole number within bounds. */
export const wholeNumber = (min = 0, max: number = Number.MAX_SAFE_INTEGER): OptionCheck => ({
  takes:
    max === Number.MAX_SAFE_INTEGER
      ? `a whole number${min === -max ? '' : ` of ${min} or more`}`
      : `a whole number from ${min} to ${max}`,
  holds: (value) => isNumber(value) && Number.isSafeInteger(value) && value >= min && value <= max,
})

/** A finite number within bounds. */
export const finiteNumber = (min: number = -Infinity, max: number = Infinity): OptionCheck => ({
  takes:
    max < Infinity
      ? `a number from ${min} to ${max}`
      : `a finite number${min === -Infinity ? '' : ` of ${min} or more`}`,
  holds: (value) => isNumber(value) && Number.isFinite(value) && value >= min && value <= max,
})

/** A finite number above 0 and up to a bound. */
export const positiveNumber = (max: number = Infinity): OptionCheck => ({
  takes: max < Infinity ? `a number above 0 and up to ${max}` : 'a finite number above 0',
  holds: (value) => isNumber(value) && Number.isFinite(value) && value > 0 && value <= max,
})

/** One of some names. */
export const oneOfNames = (...names: ReadonlyArray<string>): OptionCheck => ({
  takes: `one of ${names.join(', ')}`,
  holds: (value) => typeof value === 'string' && names.includes(value),
})

/** A text that has more than spaces. */
export const nonEmptyText: OptionCheck = {
  takes: 'a text that is not empty',
  holds: (value) => typeof value === 'string' && value.trim() !== '',
}

/** `true` or `false`. */
export const trueOrFalse: OptionCheck = {
  takes: 'true or false',
  holds: (value) => typeof value === 'boolean',
}

/** A function, told as what it is to be, as `a trainer, a function of a job`. */
export const aFunction = (takes = 'a function'): OptionCheck => ({
  takes,
  holds: (value) => typeof value === 'function',
})

/** An object, told as what it is to be, with what else it has to have. */
export const anObject = (
  takes = 'an object',
  holds: (value: Readonly<Record<string, unknown>>) => boolean = () => true,
): OptionCheck => ({ takes, holds: (value) => isRecord(value) && holds(value) })

/** A list, told as what it is to be. */
export const aList = (takes = 'a list'): OptionCheck => ({ takes, holds: Array.isArray })

/** Text that is not empty, told as what it is to be. */
export const someText = (takes = 'a text'): OptionCheck => ({
  takes,
  holds: (value) => typeof value === 'string' && value !== '',
})

/** A seed: generators hold 32 bits, and seeds that they cannot tell apart would repeat each other. */
export const seedNumber: OptionCheck = wholeNumber(-2_147_483_648, 4_294_967_295)

/** Seconds that a timer can wait: up to 2^31 - 1 milliseconds, which are 24 days. */
export const timerSeconds: OptionCheck = positiveNumber(2_147_483)

/** What an option that has a default may be: also nothing. */
export const optional = ({ takes, holds }: OptionCheck): OptionCheck => ({
  takes,
  holds: (value) => value === undefined || holds(value),
})

/**
 * The options of a call, which are to be an object.
 *
 * @throws RangeError that names the call and what it was given instead: a mistake in the program.
 */
export const optionsOf = <O>(call: string, options: O): O => {
  if (isRecord(options)) return options
  throw new RangeError(`${call} takes an object of options, not ${shown(options)}.`)
}

/**
 * Checks the options of a call where it is made: a mistake in one would show much later, or never.
 *
 * @throws RangeError that names the call, the option, what it takes and what it was: a mistake in the program.
 */
export const checkOptions = <O extends object>(
  call: string,
  options: O,
  checks: { readonly [K in keyof O]?: OptionCheck },
): void => {
  const given = optionsOf(call, options)
  for (const [name, check] of Object.entries<OptionCheck | undefined>(checks)) {
    const value: unknown = Object.hasOwn(given, name) ? Reflect.get(given, name) : undefined
    if (check !== undefined && !check.holds(value))
      throw new RangeError(`${call} takes ${check.takes} as ${name}, not ${shown(value)}.`)
  }
}

/** {@link checkOptions} of options whose names are the caller's: each by the same check. */
export const checkEach = (call: string, options: object, check: OptionCheck): void => {
  checkOptions<Readonly<Record<string, unknown>>>(
    call,
    Object.fromEntries(Object.entries(optionsOf(call, options))),
    Object.fromEntries(Object.keys(options).map((name) => [name, check])),
  )
}
