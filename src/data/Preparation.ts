import * as t from 'io-ts'
import { ReadingOptions } from './DataOptions.ts'
import { NumberForm } from './table/NumberForm.ts'

/** How a column becomes numbers: scaled by the training rows' mean and deviation, or one number a value. */
export type ColumnEncoding =
  | {
      readonly _tag: 'Number'
      readonly name: string
      readonly mean: number
      readonly deviation: number
      /** Whether a further number says that the cell is missing. */
      readonly flagged: boolean
      /** The least and the greatest of the training rows; networks of older versions do not say. */
      readonly range?: readonly [low: number, high: number]
      /** How its numbers are written, where not as programs write them. */
      readonly form?: NumberForm
    }
  | {
      readonly _tag: 'Category'
      readonly name: string
      readonly values: ReadonlyArray<string>
      /** Rarer values, which share one more number; of very many the most frequent ones. */
      readonly others?: ReadonlyArray<string>
    }

/** How labels become numbers, and numbers labels again. */
export type TargetEncoding =
  | { readonly _tag: 'Classes'; readonly names: ReadonlyArray<string> }
  | {
      readonly _tag: 'Number'
      readonly mean: number
      readonly deviation: number
      /** How its numbers are written in a table, where not as programs write them. */
      readonly form?: NumberForm
    }

/** Everything by which new data is made into the numbers that a network has been trained on. Fitted on the training split alone. */
export type Preparation =
  | {
      readonly _tag: 'Table'
      readonly columns: ReadonlyArray<ColumnEncoding>
      readonly target: TargetEncoding
      readonly targetColumn: string
      /** How the table was read, as far as a person said. */
      readonly reading?: ReadingOptions
    }
  | {
      readonly _tag: 'Images'
      readonly height: number
      readonly width: number
      readonly channels: number
      readonly target: TargetEncoding
      /** How images are made to that size; networks of older versions do not say. */
      readonly resampling?: 'area'
    }
  | {
      readonly _tag: 'Arrays'
      readonly shape: ReadonlyArray<number>
      /** `null` for bytes, which are divided by 255; else one pair for all values or one a feature. */
      readonly scaling: {
        readonly means: ReadonlyArray<number>
        readonly deviations: ReadonlyArray<number>
      } | null
      readonly target: TargetEncoding
    }

const isAboveZero = (u: unknown): u is number =>
  typeof u === 'number' && Number.isFinite(u) && u > 0

/** What numbers are divided by. */
const Deviation = new t.Type<number>(
  'a number above 0',
  isAboveZero,
  (u, context) => (isAboveZero(u) ? t.success(u) : t.failure(u, context)),
  t.identity,
)

const isRange = (u: unknown): u is readonly [low: number, high: number] =>
  Array.isArray(u) && u.length === 2 && u.every(Number.isFinite) && Number(u[0]) <= Number(u[1])

const Range = new t.Type<readonly [low: number, high: number], unknown>(
  'the lowest and the highest of some numbers',
  isRange,
  (u, context) => (isRange(u) ? t.success(u) : t.failure(u, context)),
  t.identity,
)

const ColumnEncoding: t.Type<ColumnEncoding, unknown> = t.union([
  t.readonly(
    t.exact(
      t.intersection([
        t.type({
          _tag: t.literal('Number'),
          name: t.string,
          mean: t.number,
          deviation: Deviation,
          flagged: t.boolean,
        }),
        t.partial({ form: NumberForm, range: Range }),
      ]),
    ),
  ),
  t.readonly(
    t.exact(
      t.intersection([
        t.type({
          _tag: t.literal('Category'),
          name: t.string,
          values: t.readonlyArray(t.string),
        }),
        t.partial({ others: t.readonlyArray(t.string) }),
      ]),
    ),
  ),
])

const TargetEncoding: t.Type<TargetEncoding, unknown> = t.union([
  t.readonly(t.strict({ _tag: t.literal('Classes'), names: t.readonlyArray(t.string) })),
  t.readonly(
    t.exact(
      t.intersection([
        t.type({ _tag: t.literal('Number'), mean: t.number, deviation: Deviation }),
        t.partial({ form: NumberForm }),
      ]),
    ),
  ),
])

const numbers = t.readonlyArray(t.number)

/** Codec of {@link Preparation}. */
export const Preparation: t.Type<Preparation, unknown> = t.union([
  t.readonly(
    t.exact(
      t.intersection([
        t.type({
          _tag: t.literal('Table'),
          columns: t.readonlyArray(ColumnEncoding),
          target: TargetEncoding,
          targetColumn: t.string,
        }),
        t.partial({ reading: ReadingOptions }),
      ]),
    ),
  ),
  t.readonly(
    t.exact(
      t.intersection([
        t.type({
          _tag: t.literal('Images'),
          height: t.number,
          width: t.number,
          channels: t.number,
          target: TargetEncoding,
        }),
        t.partial({ resampling: t.literal('area') }),
      ]),
    ),
  ),
  t.readonly(
    t.strict({
      _tag: t.literal('Arrays'),
      shape: numbers,
      scaling: t.union([
        t.readonly(t.strict({ means: numbers, deviations: t.readonlyArray(Deviation) })),
        t.null,
      ]),
      target: TargetEncoding,
    }),
  ),
])
