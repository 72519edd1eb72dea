import * as t from 'io-ts'
import { checkOptions, nonEmptyText, optional, type OptionCheck } from '../common/index.ts'
import { oneOfWords, optionCodec, real, whole as wholeCodec } from '../episode/index.ts'
import { type OnBad } from './badRows.ts'
import { describeMissing, missingByDefault } from './table/missing.ts'

const tasks = ['classification', 'regression'] as const
const onBad = ['refuse', 'drop'] as const satisfies ReadonlyArray<OnBad>
/** What a column may be taken for. */
export const columnKinds = [
  'number',
  'category',
  'ignore',
  'decimal-comma',
  'decimal-point',
] as const
/** Forms of files, each as the names of such files end. */
export const fileForms = ['csv', 'tsv', 'json', 'jsonl', 'parquet', 'npy', 'npz'] as const
const delimiters = ['comma', 'semicolon', 'tab', 'bar', 'space'] as const
const quotes = ['double', 'single', 'none'] as const
const headers = ['yes', 'no'] as const
const decimals = ['point', 'comma'] as const
const thousands = ['comma', 'point', 'space', 'apostrophe', 'none'] as const

/** What a column of a table is taken for; by `decimal-comma` and `decimal-point` for numbers written so. */
export type ColumnKind = (typeof columnKinds)[number]

/** How a table is read, where its file does not say itself. New rows are read as the training data was. */
export interface ReadingOptions {
  /** How a file of text is encoded, as `windows-1252`; by default UTF-8, or what its bytes look like. */
  readonly encoding?: string
  /** What separates the cells of a file of text; by default what its first lines have in common. */
  readonly delimiter?: (typeof delimiters)[number]
  /** What cells are quoted with; `none` where quotes stand for themselves. */
  readonly quote?: (typeof quotes)[number]
  /** Whether the first line names the columns; by default where it looks like it. */
  readonly header?: (typeof headers)[number]
  /** Lines above the table that are left out; default 0. */
  readonly skipLines?: number
  /** Texts that count as missing, whatever their case; an empty one stands for empty cells. */
  readonly missing?: ReadonlyArray<string>
  /** The decimal mark of numbers; by default each column's cells decide. */
  readonly decimal?: (typeof decimals)[number]
  /** What stands between the thousands of numbers; by default each column's cells decide. */
  readonly thousands?: (typeof thousands)[number]
}

/** How a file is read as a table, and what is done with its bad rows. */
export type TableReading = ReadingOptions & Pick<DataOptions, 'onBad' | 'form'>

/** How a data set is read, where it does not say itself. */
export interface DataOptions extends ReadingOptions {
  /** The column to be predicted, of a table. */
  readonly target?: string
  /** The form of a file; by default what its name ends in. */
  readonly form?: (typeof fileForms)[number]
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

type Bounds = readonly [min: number, max: number]

/** How an option is written on a command line and in a file. */
export type OptionForm =
  | { readonly _tag: 'Text'; readonly argument: string }
  | { readonly _tag: 'Texts'; readonly argument: string }
  | { readonly _tag: 'Name'; readonly names: ReadonlyArray<string> }
  | { readonly _tag: 'ColumnKinds' }
  | { readonly _tag: 'Fraction'; readonly bounds: Bounds }
  | { readonly _tag: 'Whole'; readonly bounds: Bounds; readonly argument: string }

/** What an option may be. */
export interface OptionType<A> {
  readonly codec: t.Type<A, unknown>
  readonly form: OptionForm
}

/** An option: what it may be, what it means, and its default: a value, or in words. */
export type DataOption<A> = OptionType<A> & { readonly help: string } & (
    | { readonly byDefault: A }
    // The data decides.
    | { readonly defaultText: string }
  )

type Given<K extends keyof DataOptions> = NonNullable<DataOptions[K]>

const fraction = (...bounds: Bounds): OptionType<number> => ({
  codec: real(...bounds),
  form: { _tag: 'Fraction', bounds },
})

const whole = (bounds: Bounds, argument: string): OptionType<number> => ({
  codec: wholeCodec(...bounds),
  form: { _tag: 'Whole', bounds, argument },
})

const text = (argument: string): OptionType<string> => ({
  codec: optionCodec(nonEmptyText),
  form: { _tag: 'Text', argument },
})

const oneOf = <N extends string>(names: ReadonlyArray<N>): OptionType<N> => ({
  codec: oneOfWords(...names),
  form: { _tag: 'Name', names },
})

const part = fraction(0.01, 0.5)

/**
 * Every option of reading data, declared once: the codec of all, the settings of a search, their
 * flags, types and help are derived from it.
 */
export const dataOptions = {
  target: {
    ...text('<column>'),
    defaultText: '',
    help: 'the column of a table to be predicted',
  },
  form: {
    ...oneOf(fileForms),
    defaultText: 'what its name ends in',
    help: 'the form of a file',
  },
  task: {
    ...oneOf(tasks),
    defaultText: 'by the values',
    help: 'what is predicted, where the values mislead',
  },
  columns: {
    codec: t.readonly(t.record(t.string, oneOfWords(...columnKinds))),
    form: { _tag: 'ColumnKinds' },
    defaultText: 'by their cells',
    help: `what columns are taken for: ${columnKinds.slice(0, -1).join(', ')} or ${columnKinds.at(-1) ?? ''}`,
  },
  decimal: {
    ...oneOf(decimals),
    defaultText: "by each column's cells",
    help: 'the decimal mark of numbers',
  },
  thousands: {
    ...oneOf(thousands),
    defaultText: "by each column's cells",
    help: 'what stands between the thousands of numbers',
  },
  missing: {
    codec: t.readonlyArray(t.string),
    form: { _tag: 'Texts', argument: '<text,...>' },
    defaultText: describeMissing(missingByDefault),
    help: 'texts that count as missing, whatever their case; an empty one, as before the comma of ",n/a", stands for empty cells',
  },
  encoding: {
    ...text('<name>'),
    defaultText: 'UTF-8, or what the bytes look like',
    help: 'how a file of text is encoded, as windows-1252 or utf-16le',
  },
  delimiter: {
    ...oneOf(delimiters),
    defaultText: 'what the first lines have in common',
    help: 'what separates the cells of a file of text',
  },
  quote: {
    ...oneOf(quotes),
    defaultText: 'double',
    help: 'what cells are quoted with; none where quotes stand for themselves',
  },
  header: {
    ...oneOf(headers),
    defaultText: 'by what stands in it',
    help: 'whether the first line of a file of text names the columns',
  },
  skipLines: {
    ...whole([0, 1_000_000], '<count>'),
    defaultText: '0, and comments above the table',
    help: 'lines above the table that are left out',
  },
  validation: {
    ...part,
    byDefault: dataDefaults.validation,
    help: 'fraction of the examples used for validation',
  },
  test: {
    ...part,
    byDefault: dataDefaults.test,
    help: 'fraction of the examples kept for the final test',
  },
  splitSeed: {
    ...whole([0, 4_294_967_295], '<number>'),
    byDefault: dataDefaults.splitSeed,
    help: 'seed of the split',
  },
  imageSize: {
    ...whole([4, 1024], '<pixels>'),
    defaultText: `${dataDefaults.imageSize}, or their own`,
    help: 'side that the images of a folder are scaled to',
  },
  onBad: {
    ...oneOf(onBad),
    byDefault: dataDefaults.onBad,
    help: 'what is done with rows without a label, uneven or with text among numbers, of a class too rare to split, and with images that cannot be read; what is dropped is counted and named',
  },
} as const satisfies { readonly [K in keyof DataOptions]-?: DataOption<Given<K>> }

/** The names of all options of reading data. */
export const dataOptionNames: ReadonlyArray<keyof DataOptions> =
  // Its keys are what the object was written with.
  Object.keys(dataOptions) as ReadonlyArray<keyof DataOptions>

/** The names of the options by which a table is read, which new rows may be given too. */
export const readingOptionNames: ReadonlyArray<keyof ReadingOptions> = [
  'encoding',
  'delimiter',
  'quote',
  'header',
  'skipLines',
  'missing',
  'decimal',
  'thousands',
]

const readingCodecs = {
  encoding: dataOptions.encoding.codec,
  delimiter: dataOptions.delimiter.codec,
  quote: dataOptions.quote.codec,
  header: dataOptions.header.codec,
  skipLines: dataOptions.skipLines.codec,
  missing: dataOptions.missing.codec,
  decimal: dataOptions.decimal.codec,
  thousands: dataOptions.thousands.codec,
}

/** Codec of {@link ReadingOptions}. */
export const ReadingOptions: t.Type<ReadingOptions, unknown> = t.readonly(
  t.exact(t.partial(readingCodecs)),
)

/** The options of reading a table among all options of data, those that are given. */
export const readingOf = (options: ReadingOptions): ReadingOptions =>
  // Its keys are those that the names have been found with.
  Object.fromEntries(
    readingOptionNames.flatMap((name) =>
      options[name] === undefined ? [] : [[name, options[name]]],
    ),
  )

/** Codec of {@link DataOptions}. */
export const DataOptions: t.Type<DataOptions, unknown> = t.readonly(
  t.exact(
    t.partial(
      // Each option's codec is that of its own values.
      Object.fromEntries(
        Object.entries(dataOptions).map(([name, { codec }]) => [name, codec]),
      ) as unknown as { readonly [K in keyof DataOptions]-?: t.Type<Given<K>, unknown> },
    ),
  ),
)

const checkOf = ({ codec }: { readonly codec: t.Type<number, unknown> }): OptionCheck => ({
  takes: codec.name,
  holds: codec.is,
})

/**
 * Checks the numbers among options of reading data, for the call that was given them.
 *
 * @throws RangeError where one is none: a mistake in the program. Parts that leave nothing are a
 * `DataError`.
 */
export const checkDataOptions = (call: string, options: DataOptions): void => {
  checkOptions(call, options, {
    splitSeed: optional(checkOf(dataOptions.splitSeed)),
    imageSize: optional(checkOf(dataOptions.imageSize)),
    skipLines: optional(checkOf(dataOptions.skipLines)),
  })
}
