import * as t from 'io-ts'

/** What a column of a table is taken for. */
export type ColumnKind = 'number' | 'category' | 'ignore'

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
}

/** What options are where they are not given; the data itself decides on the others. */
export const dataDefaults = {
  validation: 0.15,
  test: 0.15,
  splitSeed: 1,
  /** Where images are of several sizes, or large. */
  imageSize: 32,
} as const

/** An option: what it may be, what it is by default, and what it means. */
export interface DataOption<A> {
  readonly codec: t.Type<A, unknown>
  /** Least and greatest value of a number. */
  readonly bounds?: readonly [number, number]
  /** Whether a number has no fraction. */
  readonly isWhole?: boolean
  /** The names that it, or each of its values, may be. */
  readonly names?: ReadonlyArray<string>
  /** Its value where it is not given; none where the data decides. */
  readonly default?: A
  /** The default for a person; empty where there is none. */
  readonly defaultText: string
  readonly help: string
}

const finite = (min: number, max: number, isWhole: boolean): t.Type<number, unknown> =>
  new t.Type<number, unknown>(
    `${isWhole ? 'a whole number' : 'a number'} from ${min} to ${max}`,
    t.number.is,
    (u, context) =>
      typeof u === 'number' && u >= min && u <= max && (!isWhole || Number.isInteger(u))
        ? t.success(u)
        : t.failure(u, context),
    (value) => value,
  )

const fraction = (
  min: number,
  max: number,
): Pick<DataOption<number>, 'codec' | 'bounds' | 'isWhole'> => ({
  codec: finite(min, max, false),
  bounds: [min, max],
  isWhole: false,
})

const whole = (
  min: number,
  max: number,
): Pick<DataOption<number>, 'codec' | 'bounds' | 'isWhole'> => ({
  codec: finite(min, max, true),
  bounds: [min, max],
  isWhole: true,
})

const tasks = { classification: null, regression: null }
const kinds = { number: null, category: null, ignore: null }

const NonEmpty: t.Type<string, unknown> = new t.Type<string, unknown>(
  'a text that is not empty',
  t.string.is,
  (u, context) => (typeof u === 'string' && u.trim() !== '' ? t.success(u) : t.failure(u, context)),
  (value) => value,
)

/** Every option of reading data, declared once: flags, settings and their help are derived from it. */
export const dataOptions: {
  readonly [K in keyof DataOptions]-?: DataOption<NonNullable<DataOptions[K]>>
} = {
  target: {
    codec: NonEmpty,
    defaultText: '',
    help: 'the column of a table to be predicted',
  },
  task: {
    codec: t.keyof(tasks),
    names: Object.keys(tasks),
    defaultText: 'by the values',
    help: 'what is predicted, where the values mislead',
  },
  columns: {
    codec: t.readonly(t.record(t.string, t.keyof(kinds))),
    names: Object.keys(kinds),
    defaultText: 'by their cells',
    help: 'what columns are taken for: number, category or ignore',
  },
  validation: {
    ...fraction(0.01, 0.5),
    default: dataDefaults.validation,
    defaultText: String(dataDefaults.validation),
    help: 'part of the examples that validate',
  },
  test: {
    ...fraction(0.01, 0.5),
    default: dataDefaults.test,
    defaultText: String(dataDefaults.test),
    help: 'part of the examples kept for the final test',
  },
  splitSeed: {
    ...whole(0, 4_294_967_295),
    default: dataDefaults.splitSeed,
    defaultText: String(dataDefaults.splitSeed),
    help: 'seed of the split',
  },
  imageSize: {
    ...whole(4, 1024),
    defaultText: `${dataDefaults.imageSize}, or their own`,
    help: 'side that the images of a folder are scaled to',
  },
}

/** The names of all options of reading data. */
export const dataOptionNames: ReadonlyArray<keyof DataOptions> =
  // Its keys are what the object was written with.
  Object.keys(dataOptions) as ReadonlyArray<keyof DataOptions>

const codecs = {
  target: dataOptions.target.codec,
  task: dataOptions.task.codec,
  columns: dataOptions.columns.codec,
  validation: dataOptions.validation.codec,
  test: dataOptions.test.codec,
  splitSeed: dataOptions.splitSeed.codec,
  imageSize: dataOptions.imageSize.codec,
}

/** Codec of {@link DataOptions}. */
export const DataOptions: t.Type<DataOptions, unknown> = t.readonly(t.exact(t.partial(codecs)))
