import * as t from 'io-ts'
import { type CardSearch, type Confirmation } from '../../session/index.ts'
import {
  BatchSize,
  Budget,
  Count,
  AnyFinite,
  type Json,
  JsonCodec,
  Named,
  Seed,
  Task,
  ThreadCount,
} from '../../core.ts'
import { Preparation } from '../data/index.ts'
import { FamilyReference } from '../../tfjs/index.ts'

/** Everything that makes a saved network usable and its numbers checkable; it lies beside the weights. */
export interface ModelCard {
  readonly _tag: 'ModelCard'
  readonly version: 1
  readonly created: string
  readonly data: {
    readonly source: string
    /** Of what the data holds, prepared and split. */
    readonly sha256: string
    /** What was understood of it, lines for a person. */
    readonly report: ReadonlyArray<string>
    readonly train: number
    readonly validation: number
    readonly test: number
  }
  readonly task: Task
  readonly preparation: Preparation
  readonly family: FamilyReference
  /** The encoded architecture. */
  readonly architecture: Json
  /** `null` for a network that was trained without one. */
  readonly search: CardSearch | null
  readonly training: { readonly budget: Budget; readonly seed: number; readonly threads: number }
  /** What was measured, by name; `test...` once, on the test split; `constant...` and `linear...` are baselines there. */
  readonly metrics: Readonly<Record<string, number>>
  readonly versions: Readonly<Record<string, string>>
}

const ConfirmationCodec: t.Type<Confirmation, unknown> = t.readonly(
  t.strict({ trainings: Count, reward: AnyFinite, recorded: AnyFinite }),
)

const CardSearchCodec: t.Type<CardSearch, unknown> = t.readonly(
  t.exact(
    t.intersection([
      t.type({
        space: JsonCodec,
        policy: Named,
        reward: Named,
        budget: Budget,
        episodes: Count,
        batch: BatchSize,
        seed: Seed,
      }),
      t.partial({ confirmed: ConfirmationCodec }),
    ]),
  ),
)

/** Codec of {@link ModelCard}. */
export const ModelCard: t.Type<ModelCard, unknown> = t.readonly(
  t.strict({
    _tag: t.literal('ModelCard'),
    version: t.literal(1),
    created: t.string,
    data: t.readonly(
      t.strict({
        source: t.string,
        sha256: t.string,
        report: t.readonlyArray(t.string),
        train: Count,
        validation: Count,
        test: Count,
      }),
    ),
    task: Task,
    preparation: Preparation,
    family: FamilyReference,
    architecture: JsonCodec,
    search: t.union([CardSearchCodec, t.null]),
    training: t.readonly(t.strict({ budget: Budget, seed: Seed, threads: ThreadCount })),
    metrics: t.readonly(t.record(t.string, AnyFinite)),
    versions: t.readonly(t.record(t.string, t.string)),
  }),
)
