import * as t from 'io-ts'
import { Budget, TrainingError } from '../../index.ts'

/** What a worker process is told. */
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

/** What a worker process answers. */
export type FromWorker =
  | { readonly _tag: 'Ready' }
  | { readonly _tag: 'LoadFailed'; readonly message: string }
  | { readonly _tag: 'Said'; readonly id: number; readonly said: unknown }
  /** `held`: the bytes of memory that the process holds now that the training is over. */
  | { readonly _tag: 'Done'; readonly id: number; readonly held: number }
  | {
      readonly _tag: 'Failed'
      readonly id: number
      readonly held: number
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
  t.readonly(t.strict({ _tag: t.literal('Said'), id: t.number, said: t.unknown })),
  t.readonly(t.strict({ _tag: t.literal('Done'), id: t.number, held: t.number })),
  t.readonly(
    t.strict({ _tag: t.literal('Failed'), id: t.number, held: t.number, reason: TrainingError }),
  ),
])
