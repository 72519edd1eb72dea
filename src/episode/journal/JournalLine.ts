import * as t from 'io-ts'
import { codec, InvalidArchitecture, type Json, type SearchSpace } from '../../space/index.ts'
import { byTag } from '../byTag.ts'
import {
  type Failed,
  type Outcome,
  type Rejected,
  type Rewarded,
  type Trained,
  type Validated,
} from '../Episode.ts'
import { FiniteNumber } from '../FiniteNumber.ts'
import { JsonCodec } from '../JsonCodec.ts'
import { Metrics } from '../Metrics.ts'
import { Trace } from '../Trace.ts'
import { TrainingError } from '../TrainingError.ts'
import { type JournalEvent, type Recalled, type RoundEnd, type Snapshot } from './JournalEvent.ts'
import { JournalHeader } from './JournalHeader.ts'

/** A line of a journal: what happened, and when (ISO 8601). */
export interface JournalLine<A> {
  readonly at: string
  readonly event: JournalEvent<A>
}

/** Codec of {@link RoundEnd}. */
export const roundEndCodec: t.Type<RoundEnd, unknown> = t.readonly(
  t.strict({
    _tag: t.literal('PolicyUpdated'),
    round: t.number,
    episodes: t.number,
    figures: t.readonly(t.record(t.string, FiniteNumber)),
  }),
)

const SnapshotCodec: t.Type<Snapshot, unknown> = t.readonly(
  t.strict({
    _tag: t.literal('Snapshot'),
    round: t.number,
    episodes: t.number,
    state: JsonCodec,
  }),
)

const rewardedOf = <A>(architecture: t.Type<A, unknown>): t.Type<Rewarded<A>, unknown> => {
  const validated: t.Type<Validated<A>, unknown> = t.readonly(
    t.strict({
      _tag: t.literal('Validated'),
      episode: t.number,
      trace: Trace,
      architecture,
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
      outcome: byTag<Outcome<A>>({ Trained: trained, Failed: failed, Rejected: rejected }),
      reward: FiniteNumber,
    }),
  )
}

const lineOf = <A>(architecture: t.Type<A, unknown>): t.Type<JournalLine<A>, unknown> => {
  const rewarded = rewardedOf(architecture)
  const recalled: t.Type<Recalled<A>, unknown> = t.readonly(
    t.strict({ _tag: t.literal('Recalled'), episode: rewarded, known: t.boolean }),
  )
  return t.readonly(
    t.strict({
      at: t.string,
      event: byTag<JournalEvent<A>>({
        Header: JournalHeader,
        Recalled: recalled,
        Rewarded: rewarded,
        PolicyUpdated: roundEndCodec,
        Snapshot: SnapshotCodec,
      }),
    }),
  )
}

/** Codec of a {@link Rewarded} episode of a space. */
export const rewardedCodec = <A>(space: SearchSpace<A>): t.Type<Rewarded<A>, unknown> =>
  rewardedOf(codec(space))

/** Codec of a {@link Rewarded} episode of any space: an architecture is whatever JSON stands there. */
export const anyRewarded: t.Type<Rewarded<Json>, unknown> = rewardedOf(JsonCodec)

/** Codec of the lines of a journal of a space. */
export const journalLineCodec = <A>(space: SearchSpace<A>): t.Type<JournalLine<A>, unknown> =>
  lineOf(codec(space))

/** Codec of the lines of a journal of any space: an architecture is whatever JSON stands there. */
export const anyJournalLine: t.Type<JournalLine<Json>, unknown> = lineOf(JsonCodec)
