import * as t from 'io-ts'

const tasks = ['classification', 'regression'] as const
const onBad = ['refuse', 'drop'] as const
const columnKinds = ['number', 'category', 'ignore'] as const

/** What a column of a table is taken for. */
export type ColumnKind = (typeof columnKinds)[number]

/** How a data set is read, where it does not say itself. */
export interface DataOptions {
  /** The column to be predicted, of a table. */
  readonly target?: string
  /** What is predicted; by default the target's values decide. */
  readonly task?: 'classification' | 'regression'
  /** What columns are taken for, where the values mislead. */
  readonly columns?: Readonly<Record<string, ColumnKind>>
  /** Part of the examples that validate, where the data is not split itself; default 0.15. */
  readonly validation?: number
  /** Part of the examples kept for the final test, where the data is not split itself; default 0.15. */
  readonly test?: number
  /** Seed of the split; default 1. */
  readonly splitSeed?: number
  /** Side that images of a folder are scaled to; by default their own where all are alike and small, else 32. */
  readonly imageSize?: number
  /** What is done with bad rows and images (no label, a class too rare, unreadable); default `refuse`. */
  readonly onBad?: (typeof onBad)[number]
}

/** What options are where they are not given; the data itself decides on the others. */
export const dataDefaults = {
  validation: 0.15,
  test: 0.15,
  splitSeed: 1,
  /** Where images are of several sizes, or large. */
  imageSize: 32,
  onBad: 'refuse',
} as const

/** An option: what it may be, what it is by default, and what it means. */
export interface DataOption<A> {
  readonly codec: t.Type<A, unknown>
  /** The default for a person; empty where there is none. */
  readonly defaultText: string
  readonly help: string
}

/** An option that is a number, with its least and greatest value. */
export interface NumberOption extends DataOption<number> {
  readonly bounds: readonly [number, number]
}

/** An option that is one of some names, or has them for values. */
export interface NamesOption<A, N extends string> extends DataOption<A> {
  readonly names: ReadonlyArray<N>
}

type Given<K extends keyof DataOptions> = NonNullable<DataOptions[K]>

type Declared = { readonly [K in keyof DataOptions]-?: DataOption<Given<K>> }

/** The declarations of all options of reading data, by name. */
export interface DataOptionDeclarations extends Declared {
  readonly task: NamesOption<Given<'task'>, Given<'task'>>
  readonly columns: NamesOption<Given<'columns'>, ColumnKind>
  readonly validation: NumberOption
  readonly test: NumberOption
  readonly splitSeed: NumberOption
  readonly imageSize: NumberOption
  readonly onBad: NamesOption<Given<'onBad'>, Given<'onBad'>>
}

const typeWhere = <A>(form: string, is: (u: unknown) => u is A): t.Type<A, unknown> =>
  new t.Type(
    form,
    is,
    (u, context) => (is(u) ? t.success(u) : t.failure(u, context)),
    (value) => value,
  )

const within = (u: unknown, [min, max]: NumberOption['bounds']): u is number =>
  typeof u === 'number' && u >= min && u <= max

const real = (...bounds: NumberOption['bounds']): Pick<NumberOption, 'codec' | 'bounds'> => ({
  codec: typeWhere(`a number from ${bounds.join(' to ')}`, (u) => within(u, bounds)),
  bounds,
})

const whole = (...bounds: NumberOption['bounds']): Pick<NumberOption, 'codec' | 'bounds'> => ({
  codec: typeWhere(
    `a whole number from ${bounds.join(' to ')}`,
    (u): u is number => within(u, bounds) && Number.isInteger(u),
  ),
  bounds,
})

const oneOf = <N extends string>(names: ReadonlyArray<N>): t.Type<N, unknown> =>
  typeWhere(`one of ${names.join(', ')}`, (u): u is N => names.some((name) => name === u))

const part = real(0.01, 0.5)

/** Every option of reading data, declared once: flags, settings and their help are derived from it. */
export const dataOptions: DataOptionDeclarations = {
  target: {
    codec: typeWhere(
      'a text that is not empty',
      (u): u is string => typeof u === 'string' && u.trim() !== '',
    ),
    defaultText: '',
    help: 'the column of a table to be predicted',
  },
  task: {
    codec: oneOf(tasks),
    names: tasks,
    defaultText: 'by the values',
    help: 'what is predicted, where the values mislead',
  },
  columns: {
    codec: t.readonly(t.record(t.string, oneOf(columnKinds))),
    names: columnKinds,
    defaultText: 'by their cells',
    help: `what columns are taken for: ${columnKinds.slice(0, -1).join(', ')} or ${columnKinds.at(-1) ?? ''}`,
  },
  validation: {
    ...part,
    defaultText: String(dataDefaults.validation),
    help: 'part of the examples that validate',
  },
  test: {
    ...part,
    defaultText: String(dataDefaults.test),
    help: 'part of the examples kept for the final test',
  },
  splitSeed: {
    ...whole(0, 4_294_967_295),
    defaultText: String(dataDefaults.splitSeed),
    help: 'seed of the split',
  },
  imageSize: {
    ...whole(4, 1024),
    defaultText: `${dataDefaults.imageSize}, or their own`,
    help: 'side that the images of a folder are scaled to',
  },
  onBad: {
    codec: oneOf(onBad),
    names: onBad,
    defaultText: dataDefaults.onBad,
    help: 'what is done with rows without a label, of a class too rare to split, and with images that cannot be read; what is dropped is counted and named',
  },
}

/** The names of all options of reading data. */
export const dataOptionNames: ReadonlyArray<keyof DataOptions> =
  // Its keys are what the object was written with.
  Object.keys(dataOptions) as ReadonlyArray<keyof DataOptions>

/** Codec of {@link DataOptions}. */
export const DataOptions: t.Type<DataOptions, unknown> = t.readonly(
  t.exact(
    t.partial({
      target: dataOptions.target.codec,
      task: dataOptions.task.codec,
      columns: dataOptions.columns.codec,
      validation: dataOptions.validation.codec,
      test: dataOptions.test.codec,
      splitSeed: dataOptions.splitSeed.codec,
      imageSize: dataOptions.imageSize.codec,
      onBad: dataOptions.onBad.codec,
    }),
  ),
)
