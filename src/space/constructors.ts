import {
  anObject,
  checkOptions,
  isRecord,
  oneOfNames,
  optional,
  shown,
  someText,
  wholeNumber,
} from '../common/index.ts'
import { canonicalJson, type Json, jsonProblem } from './Json.ts'
import { countDecisions, mostDecisions, mostItems, mostOptions } from './limits.ts'
import {
  type Description,
  makeSpace,
  aSpace,
  type SearchSpace,
  type TypeOf,
} from './SearchSpace.ts'

/** A range of whole numbers: every `step` from `min`, or of these about the doubles of `min`. */
export interface IntRange {
  readonly min: number
  readonly max: number
  /** Distance between neighbours of a linear range; default 1. */
  readonly step?: number
  /** `log` doubles from `min` up to `max`, each rounded to the next whole number of steps, and ends at `max`. */
  readonly scale?: 'linear' | 'log'
}

const demand = (holds: boolean, message: string): void => {
  if (!holds) throw new RangeError(message)
}

const anyWhole = wholeNumber(-Number.MAX_SAFE_INTEGER)

/** What is said of an option: a text by itself, anything else as JSON. */
export const optionText = (option: Json): string =>
  typeof option === 'string' ? option : shown(option)

// An error message names a few options, not thousands.
const mostNamed = 20

/** Options in a phrase, as `one of conv, pool`. */
export const oneOfOptions = (options: ReadonlyArray<Json>): string =>
  `one of ${options.slice(0, mostNamed).map(optionText).join(', ')}${
    options.length > mostNamed ? `, ... (${options.length} options)` : ''
  }`

const countDistinct = (options: ReadonlyArray<Json>): number => {
  const isNested = (option: Json): boolean => typeof option === 'object' && option !== null
  const literals = new Set(options.filter((option) => !isNested(option)))
  return literals.size + new Set(options.filter(isNested).map(canonicalJson)).size
}

const makeChoice = <A>(
  call: string,
  options: ReadonlyArray<Json>,
  summary: string,
): SearchSpace<A> => {
  const problem = options.map(jsonProblem).find((one) => one !== undefined)
  demand(
    problem === undefined,
    `${call} takes options that JSON can hold, so that a search can be resumed: ${problem ?? ''}. Decide a number or a text, and make the rest of it by imap.`,
  )
  demand(
    countDistinct(options) === options.length,
    `${call} repeats an option: ${oneOfOptions(options)}.`,
  )
  return makeSpace({ _tag: 'Choice', options, summary })
}

// JSON has no negative zero.
const normalized = <A extends Json>(option: A): A => (Object.is(option, -0) ? (0 as A) : option)

/**
 * A space of one architecture, about which nothing is decided.
 *
 * @throws RangeError where JSON cannot hold the value: a mistake in the program.
 */
export const constant = <const A extends Json>(value: A): SearchSpace<A> => {
  const problem = jsonProblem(value)
  demand(
    problem === undefined,
    `constant() takes a value that JSON can hold, so that a search can be resumed: ${problem ?? ''}.`,
  )
  return makeSpace({ _tag: 'Constant', value })
}

/**
 * One of the given values: texts, numbers, truth values, `null`, or lists and objects of these.
 *
 * @throws RangeError where there is no option, two are equal, or JSON cannot hold one: a mistake in the program.
 * @example
 * import { choice, struct } from 'rxnas'
 *
 * const space = struct({ op: choice('conv', 'pool'), window: choice([3, 3], [5, 5]) })
 */
export const choice = <const A extends Json>(...options: ReadonlyArray<A>): SearchSpace<A> => {
  demand(options.length > 0, 'choice() takes one option or more.')
  return makeChoice('choice()', options.map(normalized), oneOfOptions(options))
}

/** `false` or `true`. */
export const boolean = (): SearchSpace<boolean> => choice(false, true)

/** The doubles of `min`, each at the nearest of the steps, and the last step up to `max`. */
const doubled = (min: number, max: number, step: number): ReadonlyArray<number> => {
  const last = min + Math.floor((max - min) / step) * step
  const values = new Set<number>()
  for (let value = min; value < last; value *= 2)
    values.add(Math.min(last, min + Math.round((value - min) / step) * step))
  return [...values.add(last)]
}

/**
 * An integer of a range.
 *
 * @throws RangeError where the range holds no integer, or more than a million: a mistake in the program.
 * @example
 * import { int } from 'rxnas'
 * import { cardinality } from 'rxnas/space'
 *
 * console.log(cardinality(int({ min: 8, max: 64, scale: 'log' }))) // 4n: 8, 16, 32, 64
 * console.log(cardinality(int({ min: 10, max: 100, step: 10, scale: 'log' }))) // 5n: 10, 20, 40, 80, 100
 */
export const int = (range: IntRange): SearchSpace<number> => {
  checkOptions('int()', range, {
    min: anyWhole,
    max: anyWhole,
    step: optional(wholeNumber(1)),
    scale: optional(oneOfNames('linear', 'log')),
  })
  const { min, max, step = 1, scale = 'linear' } = range
  demand(min <= max, `int() needs min <= max, not ${min} and ${max}.`)
  demand(scale === 'linear' || min > 0, `int() on a log scale needs a min above 0, not ${min}.`)
  const count = Math.floor((max - min) / step) + 1
  demand(
    scale === 'log' || count <= mostOptions,
    `int() has at most ${mostOptions} options, not ${count}. Take a larger step, or the log scale.`,
  )
  const options =
    scale === 'log'
      ? doubled(min, max, step)
      : Array.from({ length: count }, (_, i) => min + i * step)
  const every = [...(scale === 'log' ? ['doubling'] : []), ...(step === 1 ? [] : [`every ${step}`])]
  return makeChoice(
    'int()',
    options.map(normalized),
    [`a whole number from ${min} to ${max}`, ...every].join(', '),
  )
}

/** A range of real numbers, cut into `bins` values with both ends among them. */
export interface FloatRange {
  readonly min: number
  readonly max: number
  readonly bins: number
  /** `log` spaces the values by equal ratios. */
  readonly scale?: 'linear' | 'log'
}

/**
 * A number of a binned range.
 *
 * @throws RangeError where the range is empty, not finite, or narrower than its bins: a mistake in the program.
 */
export const float = (range: FloatRange): SearchSpace<number> => {
  checkOptions('float()', range, {
    bins: wholeNumber(2, mostOptions),
    scale: optional(oneOfNames('linear', 'log')),
  })
  const { min, max, bins, scale = 'linear' } = range
  demand(
    Number.isFinite(min) && Number.isFinite(max) && min < max && Number.isFinite(max - min),
    `float() needs finite numbers min < max, not ${shown(min)} and ${shown(max)}.`,
  )
  demand(
    scale === 'linear' || (min > 0 && Number.isFinite(max / min)),
    `float() on a log scale needs a min above 0 and a finite max / min, not ${min} and ${max}.`,
  )
  const at = (i: number): number => {
    if (i === bins - 1) return max
    const part = i / (bins - 1)
    // Twelve digits: a value a person can read, and the same text on every platform.
    return Number(
      (scale === 'log' ? min * (max / min) ** part : min + (max - min) * part).toPrecision(12),
    )
  }
  return makeChoice(
    'float()',
    Array.from({ length: bins }, (_, i) => normalized(at(i))),
    `one of ${bins} numbers from ${min} to ${max}${scale === 'log' ? ' on a log scale' : ''}`,
  )
}

/** The fields of a struct and their spaces. */
export type Fields = Readonly<Record<string, SearchSpace<unknown>>>

/** The architectures of a struct. */
export type StructOf<F extends Fields> = { readonly [K in keyof F]: TypeOf<F[K]> }

const partOf = (call: string, space: SearchSpace<unknown>): Description => {
  if (aSpace.holds(space)) return space.description
  throw new RangeError(`${call} is made of search spaces, and ${shown(space)} is none.`)
}

const bounded = <A>(call: string, description: Description): SearchSpace<A> => {
  const decisions = countDecisions(description)
  demand(
    decisions <= mostDecisions,
    `${call} would make a space of ${decisions} decisions, and at most ${mostDecisions} can be searched.`,
  )
  return makeSpace(description)
}

/**
 * Refuses names beside each other of which two decisions could have one path: `a.b` is the path of the
 * field `a.b`, and of the field `b` in `a`; one without a name leaves its place out.
 */
const demandPaths = (call: string, names: ReadonlyArray<string>): void => {
  const beside = names.length > 1 ? new Set(names) : new Set<string>()
  for (const name of beside) {
    const parts = name.split('.')
    const outer =
      name === ''
        ? names.find((other) => other !== '')
        : parts
            .map((_, i) => parts.slice(0, i).join('.'))
            .find((before, i) => i > 0 && beside.has(before))
    demand(
      outer === undefined,
      `${call}: ${shown(name)} beside ${shown(outer)} could give two decisions one path, in which a dot stands between names. Rename one of them.`,
    )
  }
}

const structDescription = (call: string, fields: Fields): Description => {
  demand(isRecord(fields), `${call} takes an object of search spaces, not ${shown(fields)}.`)
  demandPaths(call, Object.keys(fields))
  return {
    _tag: 'Struct',
    fields: Object.entries(fields).map(
      ([name, space]) => [name, partOf(`${call}: ${shown(name)}`, space)] as const,
    ),
  }
}

/**
 * An object whose fields are decided in the order they are written.
 *
 * @throws RangeError where a field is no search space: a mistake in the program.
 */
export const struct = <F extends Fields>(fields: F): SearchSpace<StructOf<F>> =>
  bounded('struct()', structDescription('struct()', fields))

/**
 * An array of `min` to `max` items. Its length is decided first, then its items in order.
 *
 * @throws RangeError where the lengths are not whole numbers 0 <= min <= max, or too large to be searched.
 */
export const sequence = <A>(
  min: number,
  max: number,
  item: SearchSpace<A>,
): SearchSpace<ReadonlyArray<A>> => {
  checkOptions(
    'sequence()',
    { min, max },
    { min: wholeNumber(0, mostItems), max: wholeNumber(0, mostItems) },
  )
  demand(min <= max, `sequence() needs lengths min <= max, not ${min} and ${max}.`)
  return bounded('sequence()', {
    _tag: 'Sequence',
    min,
    max,
    item: partOf('sequence()', item),
  })
}

/** The architectures of a tagged union of structs. */
export type OneOf<Tag extends string, B extends Readonly<Record<string, Fields>>> = {
  readonly [K in keyof B]: { readonly [T in Tag]: K } & StructOf<B[K]>
}[keyof B]

/**
 * One of several structs, told apart by the field `tag`. The branch is decided first; the
 * decisions of the other branches do not appear.
 *
 * @throws RangeError where there is no branch, or one has a field of the tag's name: a mistake in the program.
 * @example
 * import { int, oneOf } from 'rxnas'
 *
 * const layer = oneOf('op', {
 *   conv: { kernel: int({ min: 1, max: 7, step: 2 }) },
 *   identity: {},
 * }) // { op: 'conv', kernel: number } | { op: 'identity' }
 */
export const oneOf = <const Tag extends string, B extends Readonly<Record<string, Fields>>>(
  tag: Tag,
  branches: B,
): SearchSpace<OneOf<Tag, B>> => {
  const call = `oneOf(${shown(tag)})`
  checkOptions(
    call,
    { tag, branches },
    { tag: someText(), branches: anObject('an object of branches') },
  )
  const entries = Object.entries(branches)
  demand(entries.length > 0, `${call} takes one branch or more.`)
  for (const [name, fields] of entries)
    demand(
      !isRecord(fields) || !Object.hasOwn(fields, tag),
      `${call}: the branch ${shown(name)} has a field of the tag's name.`,
    )
  demandPaths(call, Object.keys(branches))
  // The tag is a decision, and holds none.
  for (const name of Object.keys(branches).filter(
    (branch) => branch === '' || tag.startsWith(`${branch}.`),
  ))
    demandPaths(call, [name, tag])
  return bounded(call, {
    _tag: 'OneOf',
    tag,
    branches: entries.map(
      ([name, fields]) =>
        [name, structDescription(`${call}, branch ${shown(name)}`, fields)] as const,
    ),
  })
}
