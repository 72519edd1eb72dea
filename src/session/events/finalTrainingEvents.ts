import * as t from 'io-ts'
import { Budget, JsonCodec, Metrics } from '../../core.ts'
import { strict } from './eventCodec.ts'

/** The best network is trained for the final budget. */
export const FinalTrainingBegan = strict({
  _tag: t.literal('FinalTrainingBegan'),
  architecture: JsonCodec,
  budget: Budget,
  seed: t.number,
})
/** The best network is trained for the final budget. */
export type FinalTrainingBegan = t.TypeOf<typeof FinalTrainingBegan>

/** A step of the final training. */
export const FinalProgress = strict({
  _tag: t.literal('FinalProgress'),
  step: t.number,
  steps: t.number,
  metrics: Metrics,
})
/** A step of the final training. */
export type FinalProgress = t.TypeOf<typeof FinalProgress>

/** The best network is trained, saved and tested once. */
export const Finished = strict({
  _tag: t.literal('Finished'),
  /** Where it is saved. */
  model: t.string,
  /** What was measured, by name; `test...` once, on the test split. */
  metrics: t.readonly(t.record(t.string, t.number)),
})
/** The best network is trained, saved and tested once. */
export type Finished = t.TypeOf<typeof Finished>

/** The events of the final training. */
export const finalTrainingEvents = { FinalTrainingBegan, FinalProgress, Finished }
