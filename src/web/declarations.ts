import { type Preparation, type TargetEncoding } from '../data/index.ts'

const text = (value: string): string => JSON.stringify(value)

/** Of more classes or categories a type would tell nobody anything. */
const mostNames = 200

const oneOf = (values: ReadonlyArray<string>): string =>
  values.length === 0 || values.length > mostNames ? 'string' : values.map(text).join(' | ')

const inputOf = (preparation: Preparation): string => {
  switch (preparation._tag) {
    case 'Table':
      return `/** A row. What is null is missing. */
export interface Input {
${preparation.columns
  .map((code) =>
    code._tag === 'Number'
      ? `  readonly ${text(code.name)}: number | string | boolean | null`
      : `  /** Known: ${code.values.length > mostNames ? `${code.values.length} values` : code.values.map(text).join(', ').replaceAll('*/', '* /')}. */
  readonly ${text(code.name)}: string | number | boolean | null`,
  )
  .join('\n')}
}`
    case 'Images':
      return `/** Pixels: rows from the top, the channels of a pixel side by side, from 0 to 255 (to 65535 in a Uint16Array). */
export interface PixelData {
  readonly width: number
  readonly height: number
  readonly channels?: number
  readonly data: Uint8Array | Uint8ClampedArray | Uint16Array | ReadonlyArray<number>
}

/** An image of any size: a file, what a page shows, or pixels. It is made to ${preparation.width} x ${preparation.height} pixels. */
export type Input = Blob | ImageBitmapSource | PixelData`
    case 'Arrays':
      return `/** The ${preparation.shape.join(' x ')} numbers of one example, flat or nested. */
export type Input = ArrayLike<number> | ReadonlyArray<Input>`
  }
}

const predictionOf = (target: TargetEncoding): string =>
  target._tag === 'Classes'
    ? `/** The classes. */
export type Label = ${oneOf(target.names)}

/** The likeliest class of an example. */
export interface Prediction {
  readonly _tag: 'Class'
  readonly label: Label
  /** From 0 to 1. */
  readonly probability: number
  /** All classes. */
  readonly probabilities: ReadonlyArray<{ readonly label: Label; readonly probability: number }>
}`
    : `/** The number that is predicted of an example, in the units of the training data. */
export interface Prediction {
  readonly _tag: 'Number'
  readonly value: number
  readonly unit?: string
}`

/** The types of an exported network's module, with the names of its own columns and classes. */
export const declarations = (preparation: Preparation): string => `${inputOf(preparation)}

${predictionOf(preparation.target)}

/** Why nothing is predicted: what is wrong with the input, and where. */
export declare class PredictionError extends Error {}

/**
 * What the network says of an input, prepared as the training data was. The notes tell what is odd about
 * the input: an unknown category, a missing value.
 *
 * Rejects with a PredictionError where the input is not what the network reads.
 */
export declare const predict: (
  input: Input,
) => Promise<Prediction & { readonly notes: ReadonlyArray<string> }>

/** What the network says of several inputs at once. */
export declare const predictAll: (inputs: ReadonlyArray<Input>) => Promise<{
  readonly predictions: ReadonlyArray<Prediction>
  readonly notes: ReadonlyArray<string>
}>

/** Asks the network what it was asked when it was exported. */
export declare const check: () => Promise<{
  readonly examples: number
  readonly largestDifference: number
  readonly equal: boolean
}>

/** What the network is and was measured at, lines for a person. */
export declare const about: ReadonlyArray<string>
`
