import * as t from 'io-ts'
import { cutMessage, messageOf } from '../common/index.ts'
import { Amount } from './bounded.ts'

/** The loss or a weight became NaN or infinite. */
export interface Diverged {
  readonly _tag: 'Diverged'
  readonly step: number
  readonly message: string
}

/** The process that trained the child died. */
export interface Crashed {
  readonly _tag: 'Crashed'
  readonly message: string
}

/** The training took longer than it may. */
export interface TimedOut {
  readonly _tag: 'TimedOut'
  readonly seconds: number
  readonly message: string
}

/** The training took more memory than it may. */
export interface OutOfMemory {
  readonly _tag: 'OutOfMemory'
  readonly megabytes: number
  readonly message: string
}

/** The trainer gave no metrics, or some that are not finite numbers. */
export interface BadMetrics {
  readonly _tag: 'BadMetrics'
  readonly message: string
}

/** The trainer failed in a way of its own. */
export interface TrainerFailed {
  readonly _tag: 'TrainerFailed'
  readonly message: string
}

/** Why a child could not be trained. The search goes on: the episode gets the penalty reward. */
export type TrainingError = Diverged | Crashed | TimedOut | OutOfMemory | BadMetrics | TrainerFailed

/** Codec of {@link TrainingError}. */
export const TrainingError: t.Type<TrainingError, unknown> = t.union(
  [
    t.readonly(t.strict({ _tag: t.literal('Diverged'), step: Amount, message: t.string })),
    t.readonly(t.strict({ _tag: t.literal('Crashed'), message: t.string })),
    t.readonly(t.strict({ _tag: t.literal('TimedOut'), seconds: Amount, message: t.string })),
    t.readonly(t.strict({ _tag: t.literal('OutOfMemory'), megabytes: Amount, message: t.string })),
    t.readonly(t.strict({ _tag: t.literal('BadMetrics'), message: t.string })),
    t.readonly(t.strict({ _tag: t.literal('TrainerFailed'), message: t.string })),
  ],
  // What a damaged journal is told to hold instead.
  'a failure of training (Diverged, Crashed, TimedOut, OutOfMemory, BadMetrics or TrainerFailed)',
)

/** {@link Diverged} at a step. */
export const diverged = (step: number, what: string): TrainingError => ({
  _tag: 'Diverged',
  step,
  message: `The training diverged: ${what} at step ${step}.`,
})

/** {@link Crashed}, told how. */
export const crashed = (how: string): TrainingError => ({
  _tag: 'Crashed',
  message: cutMessage(`The process that trained the child died (${how}).`),
})

/** {@link TimedOut} after so many seconds. */
export const timedOut = (seconds: number): TrainingError => ({
  _tag: 'TimedOut',
  seconds,
  message: `The training took longer than its limit of ${seconds} s.`,
})

/** {@link OutOfMemory} over a limit. */
export const outOfMemory = (megabytes: number, limit: number): TrainingError => ({
  _tag: 'OutOfMemory',
  megabytes,
  message: `The training took ${megabytes} MB of memory, over its limit of ${limit} MB.`,
})

/** {@link BadMetrics}, told which. */
export const badMetrics = (message: string): TrainingError => ({
  _tag: 'BadMetrics',
  message: cutMessage(message),
})

/** {@link TrainerFailed}, told how. */
export const trainerFailed = (message: string): TrainingError => ({
  _tag: 'TrainerFailed',
  message: cutMessage(message),
})

/** What a trainer threw or rejected with, as a {@link TrainingError}: one it made itself is kept. */
export const toTrainingError = (thrown: unknown): TrainingError => {
  if (!TrainingError.is(thrown)) return trainerFailed(messageOf(thrown))
  const message = cutMessage(thrown.message)
  return message === thrown.message ? thrown : { ...thrown, message }
}

/** Fails a training: a trainer does so by throwing its reason, which is a value and no Error. */
export const failTraining = (reason: TrainingError): never => {
  // oxlint-disable-next-line typescript/only-throw-error
  throw reason
}
