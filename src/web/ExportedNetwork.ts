import type * as tf from '@tensorflow/tfjs'
import { type Preparation } from '../data/index.ts'

/** What a network is asked in a page, and what it said when it was exported. */
export interface RecordedExample {
  /** A row, or the pixels or numbers of one example. */
  readonly input: unknown
  /** Probabilities of classes, or one number. */
  readonly outputs: ReadonlyArray<number>
}

/** A trained network as a page holds it: plain data, with all that new data is prepared by. */
export interface ExportedNetwork {
  readonly _tag: 'ExportedNetwork'
  readonly version: 1
  /** What it is and was measured at, lines for a person. */
  readonly about: ReadonlyArray<string>
  readonly preparation: Preparation
  /** The layers, as tfjs writes them. */
  readonly topology: Readonly<Record<string, unknown>>
  readonly weightSpecs: ReadonlyArray<tf.io.WeightsManifestEntry>
  /** The bytes of the weights in base64. */
  readonly weights: string
  /** Made-up examples, by which a copy of the network is checked. */
  readonly examples: ReadonlyArray<RecordedExample>
}
