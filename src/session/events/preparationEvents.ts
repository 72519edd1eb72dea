import * as t from 'io-ts'
import { JsonCodec, Task } from '../../core.ts'
import { strict } from './eventCodec.ts'

/** The engine is being set up: a step, or how much of a download has come, in bytes. */
export const EngineProgress = t.readonly(
  t.exact(
    t.intersection([
      t.type({ _tag: t.literal('EngineProgress'), text: t.string }),
      t.partial({ done: t.number, total: t.number }),
    ]),
  ),
)
/** The engine is being set up: a step, or how much of a download has come, in bytes. */
export type EngineProgress = t.TypeOf<typeof EngineProgress>

/** The data was read, split and made into numbers. */
export const DataUnderstood = strict({
  _tag: t.literal('DataUnderstood'),
  source: t.string,
  /** Of what the data holds, prepared and split. */
  sha256: t.string,
  task: Task,
  /** How many examples each part has. */
  examples: strict({ train: t.number, validation: t.number, test: t.number }),
  /** Rows that were left out, as `--on-bad drop` asks. */
  leftOut: t.readonlyArray(
    strict({ what: t.string, count: t.number, first: t.readonlyArray(t.string) }),
  ),
  /** What was understood, in lines for a person. */
  report: t.readonlyArray(t.string),
})
/** The data was read, split and made into numbers. */
export type DataUnderstood = t.TypeOf<typeof DataUnderstood>

/** What will be done, every default filled in. */
export const Planned = strict({
  _tag: t.literal('Planned'),
  version: t.string,
  configuration: t.union([t.string, t.null]),
  space: strict({ name: t.string, size: t.string }),
  policy: t.string,
  /** As a formula. */
  reward: t.string,
  /** The metrics that the reward reads. */
  metrics: t.readonlyArray(t.string),
  /** Every setting that has a value, as a configuration would give it. */
  settings: t.readonly(t.record(t.string, JsonCodec)),
  journal: t.string,
  /** The journal of the baseline; `null` where none runs. */
  baseline: t.union([t.string, t.null]),
})
/** What will be done, every default filled in. */
export type Planned = t.TypeOf<typeof Planned>

/** What the search will take, measured by a small child. */
export const Estimated = strict({
  _tag: t.literal('Estimated'),
  /** Seconds of one small child, trained for the whole budget and measured. */
  childSeconds: t.number,
  searchSeconds: t.number,
})
/** What the search will take, measured by a small child. */
export type Estimated = t.TypeOf<typeof Estimated>

/** The events before a search begins. */
export const preparationEvents = { EngineProgress, DataUnderstood, Planned, Estimated }
