import * as t from 'io-ts'
import { type ArchitectureName } from './articleFigures.ts'

/** What a network reached at the end of an epoch. */
export interface CurvePoint {
  readonly epoch: number
  /** Of the epoch's last batch. */
  readonly loss: number
  readonly validationAccuracy: number
  readonly validationLoss: number
  readonly testAccuracy: number
  readonly testLoss: number
  /** Since the training began. */
  readonly seconds: number
}

/** What has to be equal for runs to stand in one table. */
export interface RunSettings {
  /** Hash of what the data holds. */
  readonly data: string
  readonly images: number
  readonly epochs: number
}

/** A finished training of one architecture with one seed: a line of the results. */
export interface Run {
  readonly _tag: 'Run'
  readonly architecture: ArchitectureName
  readonly seed: number
  readonly settings: RunSettings
  readonly threads: number
  /** When it ended, ISO 8601. */
  readonly at: string
  readonly version: string
  readonly curve: ReadonlyArray<CurvePoint>
  readonly parameters: number
  readonly flops: number
  readonly testExamples: number
  readonly seconds: number
}

const Architecture = t.keyof({
  manual: null,
  found: null,
} satisfies Record<ArchitectureName, null>)

/** Codec of {@link CurvePoint}. */
export const CurvePoint: t.Type<CurvePoint, unknown> = t.readonly(
  t.strict({
    epoch: t.number,
    loss: t.number,
    validationAccuracy: t.number,
    validationLoss: t.number,
    testAccuracy: t.number,
    testLoss: t.number,
    seconds: t.number,
  }),
)

/** Codec of {@link Run}. */
export const Run: t.Type<Run, unknown> = t.readonly(
  t.strict({
    _tag: t.literal('Run'),
    architecture: Architecture,
    seed: t.number,
    settings: t.readonly(t.strict({ data: t.string, images: t.number, epochs: t.number })),
    threads: t.number,
    at: t.string,
    version: t.string,
    curve: t.readonlyArray(CurvePoint),
    parameters: t.number,
    flops: t.number,
    testExamples: t.number,
    seconds: t.number,
  }),
)
