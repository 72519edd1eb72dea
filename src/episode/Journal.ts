import * as t from 'io-ts'
import { codec, InvalidArchitecture, type Json, type SearchSpace } from '../space/index.ts'
import { Budget } from './Budget.ts'
import {
  type Failed,
  type Rejected,
  type Rewarded,
  type Trained,
  type Validated,
} from './Episode.ts'
import { FiniteNumber } from './FiniteNumber.ts'
import { Metrics } from './Metrics.ts'
import { Trace } from './Trace.ts'
import { TrainingError } from './TrainingError.ts'

/** The version of the journal's form that this package writes. */
export const journalSchema = 1

/** A part of a search as a journal names it. */
export interface Named {
  readonly name: string
  readonly options: Json
}

/** The first line of a journal: what the search is. Two searches of equal headers have equal journals. */
export interface JournalHeader {
  readonly _tag: 'Header'
  readonly schema: typeof journalSchema
  /** Version of the package that wrote it. */
  readonly package: string
  readonly space: Json
  readonly policy: Named
  readonly reward: Named
  readonly trainer: Named
  readonly budget: Budget
  readonly batch: number
  readonly seed: number
}

/** A round's end as a journal holds it: without the state, which its episodes give again. */
export interface RoundEnd {
  readonly _tag: 'PolicyUpdated'
  readonly round: number
  readonly episodes: number
  readonly figures: Readonly<Record<string, FiniteNumber>>
}

/** What one line of a journal says. */
export type JournalEvent<A> = JournalHeader | Rewarded<A> | RoundEnd

/** A line of a journal: what happened, and when (ISO 8601). */
export interface JournalLine<A> {
  readonly at: string
  readonly event: JournalEvent<A>
}

const isJson = (u: unknown): u is Json =>
  u === null ||
  typeof u === 'string' ||
  typeof u === 'boolean' ||
  (typeof u === 'number' && Number.isFinite(u)) ||
  (Array.isArray(u) && u.every(isJson)) ||
  (typeof u === 'object' && Object.values(u).every((v) => v === undefined || isJson(v)))

/** Codec of a JSON value. */
export const JsonCodec: t.Type<Json, unknown> = new t.Type<Json, unknown>(
  'Json',
  isJson,
  (u, context) => (isJson(u) ? t.success(u) : t.failure(u, context, 'not JSON')),
  t.identity,
)

/** Codec of {@link Named}. */
export const Named: t.Type<Named, unknown> = t.readonly(
  t.strict({ name: t.string, options: JsonCodec }),
)

/** Codec of {@link JournalHeader}. */
export const JournalHeader: t.Type<JournalHeader, unknown> = t.readonly(
  t.strict({
    _tag: t.literal('Header'),
    schema: t.literal(journalSchema),
    package: t.string,
    space: JsonCodec,
    policy: Named,
    reward: Named,
    trainer: Named,
    budget: Budget,
    batch: t.number,
    seed: t.number,
  }),
)

const RoundEnd: t.Type<RoundEnd, unknown> = t.readonly(
  t.strict({
    _tag: t.literal('PolicyUpdated'),
    round: t.number,
    episodes: t.number,
    figures: t.readonly(t.record(t.string, FiniteNumber)),
  }),
)

/** Codec of a {@link Rewarded} episode of a space. */
export const rewardedCodec = <A>(space: SearchSpace<A>): t.Type<Rewarded<A>, unknown> => {
  const validated: t.Type<Validated<A>, unknown> = t.readonly(
    t.strict({
      _tag: t.literal('Validated'),
      episode: t.number,
      trace: Trace,
      architecture: codec(space),
      key: t.string,
    }),
  )
  const trained: t.Type<Trained<A>, unknown> = t.readonly(
    t.strict({ _tag: t.literal('Trained'), validated, metrics: Metrics, cached: t.boolean }),
  )
  const failed: t.Type<Failed<A>, unknown> = t.readonly(
    t.strict({ _tag: t.literal('Failed'), validated, reason: TrainingError }),
  )
  const rejected: t.Type<Rejected, unknown> = t.readonly(
    t.strict({
      _tag: t.literal('Rejected'),
      proposed: t.readonly(
        t.strict({
          _tag: t.literal('Proposed'),
          episode: t.number,
          candidate: t.unknown,
          trace: Trace,
        }),
      ),
      reason: InvalidArchitecture,
    }),
  )
  return t.readonly(
    t.strict({
      _tag: t.literal('Rewarded'),
      outcome: t.union([trained, failed, rejected]),
      reward: FiniteNumber,
    }),
  )
}

/** Codec of the lines of a journal of a space. */
export const journalLineCodec = <A>(space: SearchSpace<A>): t.Type<JournalLine<A>, unknown> =>
  t.readonly(
    t.strict({ at: t.string, event: t.union([JournalHeader, rewardedCodec(space), RoundEnd]) }),
  )
