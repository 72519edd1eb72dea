import * as t from 'io-ts'
import { shown } from '../../common/index.ts'
import {
  architectureKey,
  codec,
  InvalidArchitecture,
  type Json,
  type SearchSpace,
} from '../../space/index.ts'
import { canonicalJson } from '../../space/Json.ts'
import { Count, RoundNumber } from '../bounded.ts'
import { byTag } from '../byTag.ts'
import { checkedCodec } from '../checkedCodec.ts'
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
import { recordCodec } from '../recordCodec.ts'
import { Trace } from '../Trace.ts'
import { TrainingError } from '../TrainingError.ts'
import {
  type Command,
  type Completed,
  type Dropped,
  type JournalEvent,
  type MachineChanged,
  type Recalled,
  type RoundEnd,
  type Snapshot,
} from './JournalEvent.ts'
import { JournalHeader } from './JournalHeader.ts'
import { MachineKind } from './MachineKind.ts'

/** A line of a journal: what happened, and when (ISO 8601). */
export interface JournalLine<A> {
  readonly at: string
  readonly event: JournalEvent<A>
}

/** Codec of {@link RoundEnd}. */
export const roundEndCodec: t.Type<RoundEnd, unknown> = t.readonly(
  t.strict({
    _tag: t.literal('PolicyUpdated'),
    round: Count,
    episodes: Count,
    rewarded: Count,
    figures: t.readonly(t.record(t.string, FiniteNumber)),
  }),
)

const SnapshotCodec: t.Type<Snapshot, unknown> = t.readonly(
  t.strict({
    _tag: t.literal('Snapshot'),
    round: RoundNumber,
    episodes: Count,
    state: JsonCodec,
  }),
)

const DroppedCodec: t.Type<Dropped, unknown> = t.readonly(
  t.strict({
    _tag: t.literal('Dropped'),
    first: Count,
    last: Count,
    by: t.keyof({ operator: null, repair: null, unknown: null } satisfies Record<
      Dropped['by'],
      null
    >),
  }),
)

const CompletedCodec: t.Type<Completed, unknown> = t.readonly(
  t.strict({ _tag: t.literal('Completed'), episode: Count }),
)

const CommandCodec: t.Type<Command, unknown> = t.readonly(
  t.strict({ _tag: t.literal('Command'), name: t.string, options: JsonCodec }),
)

const MachineChangedCodec: t.Type<MachineChanged, unknown> = t.readonly(
  t.strict({ _tag: t.literal('MachineChanged'), machine: MachineKind }),
)

/** Architectures as a journal has them. */
interface Architectures<A> {
  readonly codec: t.Type<A, unknown>
  readonly keyOf: (architecture: A) => string
}

const ofSpace = <A>(space: SearchSpace<A>): Architectures<A> => ({
  codec: codec(space),
  keyOf: architectureKey(space),
})

const ofAnySpace: Architectures<Json> = { codec: JsonCodec, keyOf: canonicalJson }

const rewardedOf = <A>({
  codec: architecture,
  keyOf,
}: Architectures<A>): t.Type<Rewarded<A>, unknown> => {
  const validated: t.Type<Validated<A>, unknown> = checkedCodec(
    recordCodec(
      'Validated',
      {
        _tag: t.literal('Validated'),
        episode: Count,
        trace: Trace,
        architecture,
        key: t.string,
      },
      { design: t.literal(true) },
    ),
    (child) =>
      child.key === keyOf(child.architecture)
        ? undefined
        : 'its key is that of another architecture',
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
      proposed: recordCodec(
        'Proposed',
        { _tag: t.literal('Proposed'), episode: Count, candidate: t.unknown, trace: Trace },
        { design: t.literal(true) },
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

/** When a line was written. */
const Time: t.Type<string, unknown> = checkedCodec(t.string, (at) =>
  /^\d{4}-\d\d-\d\d(T|$)/.test(at) && Number.isFinite(Date.parse(at))
    ? undefined
    : `${shown(at)} is no time, as 2026-01-31T09:00:00Z`,
)

const lineOf = <A>(architectures: Architectures<A>): t.Type<JournalLine<A>, unknown> => {
  const rewarded = rewardedOf(architectures)
  const recalled: t.Type<Recalled<A>, unknown> = t.readonly(
    t.strict({ _tag: t.literal('Recalled'), episode: rewarded, known: t.boolean }),
  )
  return t.readonly(
    t.strict({
      at: Time,
      event: byTag<JournalEvent<A>>({
        Header: JournalHeader,
        Recalled: recalled,
        Rewarded: rewarded,
        PolicyUpdated: roundEndCodec,
        Snapshot: SnapshotCodec,
        Dropped: DroppedCodec,
        Completed: CompletedCodec,
        Command: CommandCodec,
        MachineChanged: MachineChangedCodec,
      }),
    }),
  )
}

/** Codec of a {@link Rewarded} episode of a space. */
export const rewardedCodec = <A>(space: SearchSpace<A>): t.Type<Rewarded<A>, unknown> =>
  rewardedOf(ofSpace(space))

/** Codec of a {@link Rewarded} episode of any space: an architecture is whatever JSON stands there. */
export const anyRewarded: t.Type<Rewarded<Json>, unknown> = rewardedOf(ofAnySpace)

/** Codec of the lines of a journal of a space. */
export const journalLineCodec = <A>(space: SearchSpace<A>): t.Type<JournalLine<A>, unknown> =>
  lineOf(ofSpace(space))

/** Codec of the lines of a journal of any space: an architecture is whatever JSON stands there. */
export const anyJournalLine: t.Type<JournalLine<Json>, unknown> = lineOf(ofAnySpace)
