import { type Json, type Literal } from './Json.ts'
import { makeSpace, type SearchSpace, type TypeOf } from './SearchSpace.ts'

/** A range of numbers: every `step` from `min` to `max`, or powers of two between them. */
export interface IntRange {
  readonly min: number
  readonly max: number
  /** Distance between neighbours of a linear range; default 1. */
  readonly step?: number
  /** `log` doubles from `min` up to `max`. */
  readonly scale?: 'linear' | 'log'
}

const demand = (holds: boolean, message: string): void => {
  if (!holds) throw new RangeError(message)
}

/** A space of one architecture, about which nothing is decided. */
export const constant = <const A extends Json>(value: A): SearchSpace<A> =>
  makeSpace({ _tag: 'Constant', value })

/**
 * One of the given values.
 *
 * @throws RangeError where there is no option or two are equal: a mistake in the program.
 */
export const choice = <const A extends Literal>(...options: ReadonlyArray<A>): SearchSpace<A> => {
  demand(options.length > 0, 'choice() needs at least one option.')
  demand(
    new Set(options).size === options.length,
    `choice(${options.join(', ')}) repeats an option.`,
  )
  return makeSpace({ _tag: 'Choice', options, summary: `one of ${options.map(String).join(', ')}` })
}

/** `false` or `true`. */
export const boolean = (): SearchSpace<boolean> => choice(false, true)

/**
 * An integer of a range.
 *
 * @throws RangeError where the range holds no integer: a mistake in the program.
 * @example
 * import { cardinality, int } from 'rxnas'
 *
 * console.log(cardinality(int({ min: 8, max: 64, scale: 'log' }))) // 4n: 8, 16, 32, 64
 */
export const int = ({ min, max, step = 1, scale = 'linear' }: IntRange): SearchSpace<number> => {
  demand(
    Number.isSafeInteger(min) && Number.isSafeInteger(max) && min <= max,
    `int() needs whole numbers min <= max, not ${min} and ${max}.`,
  )
  demand(Number.isSafeInteger(step) && step > 0, `int() needs a positive whole step, not ${step}.`)
  demand(scale === 'linear' || min > 0, `int() on a log scale needs a positive min, not ${min}.`)
  const options: Array<number> = []
  for (let value = min; value <= max; value = scale === 'log' ? value * 2 : value + step)
    options.push(value)
  const every = scale === 'log' ? ', doubling' : step === 1 ? '' : `, every ${step}`
  return makeSpace({
    _tag: 'Choice',
    options,
    summary: `a whole number from ${min} to ${max}${every}`,
  })
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
 * @throws RangeError where the range is empty or not finite: a mistake in the program.
 */
export const float = ({ min, max, bins, scale = 'linear' }: FloatRange): SearchSpace<number> => {
  demand(
    Number.isFinite(min) && Number.isFinite(max) && min < max,
    `float() needs finite numbers min < max, not ${min} and ${max}.`,
  )
  demand(Number.isSafeInteger(bins) && bins >= 2, `float() needs two bins or more, not ${bins}.`)
  demand(scale === 'linear' || min > 0, `float() on a log scale needs a positive min, not ${min}.`)
  const at = (i: number): number => {
    if (i === bins - 1) return max
    const part = i / (bins - 1)
    // Twelve digits: a value a person can read, and the same text on every platform.
    return Number(
      (scale === 'log' ? min * (max / min) ** part : min + (max - min) * part).toPrecision(12),
    )
  }
  return makeSpace({
    _tag: 'Choice',
    options: Array.from({ length: bins }, (_, i) => at(i)),
    summary: `one of ${bins} numbers from ${min} to ${max}${scale === 'log' ? ' on a log scale' : ''}`,
  })
}

/** The fields of a struct and their spaces. */
export type Fields = Readonly<Record<string, SearchSpace<unknown>>>

/** The architectures of a struct. */
export type StructOf<F extends Fields> = { readonly [K in keyof F]: TypeOf<F[K]> }

/** An object whose fields are decided in the order they are written. */
export const struct = <F extends Fields>(fields: F): SearchSpace<StructOf<F>> =>
  makeSpace({
    _tag: 'Struct',
    fields: Object.entries(fields).map(([name, space]) => [name, space.description] as const),
  })

/**
 * An array of `min` to `max` items. Its length is decided first, then its items in order.
 *
 * @throws RangeError where the lengths are not whole numbers 0 <= min <= max.
 */
export const sequence = <A>(
  min: number,
  max: number,
  item: SearchSpace<A>,
): SearchSpace<ReadonlyArray<A>> => {
  demand(
    Number.isSafeInteger(min) && Number.isSafeInteger(max) && 0 <= min && min <= max,
    `sequence() needs whole lengths 0 <= min <= max, not ${min} and ${max}.`,
  )
  return makeSpace({ _tag: 'Sequence', min, max, item: item.description })
}

/** The architectures of a tagged union of structs. */
export type OneOf<Tag extends string, B extends Readonly<Record<string, Fields>>> = {
  readonly [K in keyof B]: { readonly [T in Tag]: K } & StructOf<B[K]>
}[keyof B]

/**
 * One of several structs, told apart by the field `tag`. The branch is decided first; the
 * decisions of the other branches do not appear.
 *
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
  const entries = Object.entries(branches)
  demand(entries.length > 0, `oneOf('${tag}') needs at least one branch.`)
  for (const [name, fields] of entries)
    demand(!(tag in fields), `oneOf('${tag}'): branch ${name} has a field of the tag's name.`)
  return makeSpace({
    _tag: 'OneOf',
    tag,
    branches: entries.map(([name, fields]) => [name, struct(fields).description] as const),
  })
}
