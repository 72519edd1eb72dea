import * as t from 'io-ts'
import { Budget, TrainingError } from '../../core.ts'

/** A message to a worker process. */
export type ToWorker =
  | { readonly _tag: 'Load'; readonly module: string; readonly options: unknown }
  | {
      readonly _tag: 'Train'
      readonly id: number
      readonly architecture: unknown
      readonly budget: Budget
      readonly seed: number
    }
  | { readonly _tag: 'Abort'; readonly id: number }

/** A message from a worker process. */
export type FromWorker =
  | { readonly _tag: 'Ready' }
  | { readonly _tag: 'LoadFailed'; readonly message: string }
  /** What the trainer emitted. */
  | { readonly _tag: 'Emitted'; readonly id: number; readonly event: unknown }
  /** `memory`: the bytes that the process holds now that the training is over. */
  | { readonly _tag: 'Done'; readonly id: number; readonly memory: number }
  | {
      readonly _tag: 'Failed'
      readonly id: number
      readonly memory: number
      readonly reason: TrainingError
    }

/** Codec of {@link ToWorker}. */
export const ToWorker: t.Type<ToWorker, unknown> = t.union([
  t.readonly(t.strict({ _tag: t.literal('Load'), module: t.string, options: t.unknown })),
  t.readonly(
    t.strict({
      _tag: t.literal('Train'),
      id: t.number,
      architecture: t.unknown,
      budget: Budget,
      seed: t.number,
    }),
  ),
  t.readonly(t.strict({ _tag: t.literal('Abort'), id: t.number })),
])

/** Codec of {@link FromWorker}. */
export const FromWorker: t.Type<FromWorker, unknown> = t.union([
  t.readonly(t.strict({ _tag: t.literal('Ready') })),
  t.readonly(t.strict({ _tag: t.literal('LoadFailed'), message: t.string })),
  t.readonly(t.strict({ _tag: t.literal('Emitted'), id: t.number, event: t.unknown })),
  t.readonly(t.strict({ _tag: t.literal('Done'), id: t.number, memory: t.number })),
  t.readonly(
    t.strict({
      _tag: t.literal('Failed'),
      id: t.number,
      memory: t.number,
      reason: TrainingError,
    }),
  ),
])
