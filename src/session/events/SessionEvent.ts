import * as t from 'io-ts'
import {
  anyRewarded,
  Budget,
  byTag,
  type Comparison,
  JournalHeader,
  type Json,
  JsonCodec,
  Metrics,
  type Progress,
  type Rewarded,
  type RoundEnd,
  roundEndCodec,
  Task,
} from '../../core.ts'
import { type LeftOut } from '../../data/index.ts'

/** Which of the two searches of a session an event is of. */
export type SearchSide = 'search' | 'baseline'

/** The engine is being set up: a step, or how much of a download has come, in bytes. */
export interface EngineProgress {
  readonly _tag: 'EngineProgress'
  readonly text: string
  readonly done?: number
  readonly total?: number
}

/** The data was read, split and made into numbers. */
export interface DataUnderstood {
  readonly _tag: 'DataUnderstood'
  readonly source: string
  /** Of what the data holds, prepared and split. */
  readonly sha256: string
  readonly task: Task
  /** How many examples each part has. */
  readonly examples: { readonly train: number; readonly validation: number; readonly test: number }
  /** Rows that were left out, as `--on-bad drop` asks. */
  readonly leftOut: ReadonlyArray<LeftOut>
  /** What was understood, in lines for a person. */
  readonly report: ReadonlyArray<string>
}

/** What will be done, every default filled in. */
export interface Planned {
  readonly _tag: 'Planned'
  readonly version: string
  readonly configuration: string | null
  readonly space: { readonly name: string; readonly size: string }
  readonly policy: string
  /** As a formula. */
  readonly reward: string
  /** The metrics that the reward reads. */
  readonly metrics: ReadonlyArray<string>
  /** Every setting that has a value, as a configuration would give it. */
  readonly settings: Readonly<Record<string, Json>>
  readonly journal: string
  /** The journal of the baseline; `null` where none runs. */
  readonly baseline: string | null
}

/** What the search will take, measured by a small child. */
export interface Estimated {
  readonly _tag: 'Estimated'
  /** Seconds of one small child, trained for the whole budget and measured. */
  readonly childSeconds: number
  readonly searchSeconds: number
}

/** What should be heard of how a journal began. */
export type JournalNotice =
  | { readonly _tag: 'Resumed'; readonly episodes: number }
  | { readonly _tag: 'TornLineCut'; readonly bytes: number }
  | { readonly _tag: 'WarmStarted'; readonly episodes: number; readonly children: number }
  | { readonly _tag: 'EpisodesLeftOut'; readonly episodes: number }
  /** The journal was of an older version, and is written anew. */
  | {
      readonly _tag: 'Upgraded'
      readonly from: number
      readonly lines: number
      readonly missing: number
    }

/** A search's journal is open, and the search begins. */
export interface SearchBegan {
  readonly _tag: 'SearchBegan'
  readonly search: SearchSide
  readonly journal: string
  readonly header: JournalHeader
  readonly notices: ReadonlyArray<JournalNotice>
}

/** An episode that the journal held before the search went on. */
export interface PastEpisode {
  readonly _tag: 'PastEpisode'
  readonly search: SearchSide
  readonly episode: Rewarded<Json>
}

/** The events of a search, architectures as JSON and policies without their states. */
export type EpisodeEvent = { readonly search: SearchSide } & (Progress | Rewarded<Json> | RoundEnd)

/** The best children are trained again, before one is declared the best. */
export interface ReevaluationBegan {
  readonly _tag: 'ReevaluationBegan'
  readonly top: number
}

/** A child was trained again. */
export interface Reevaluated {
  readonly _tag: 'Reevaluated'
  /** How many trainings that makes. */
  readonly trainings: number
  readonly reward: number
}

/** An architecture that was trained again, by other seeds. */
export interface ContenderRecord {
  readonly architecture: Json
  readonly key: string
  readonly recorded: number
  readonly rewards: ReadonlyArray<number>
  readonly reward: number
}

/** How the best children came out, best first. */
export interface Confirmed {
  readonly _tag: 'Confirmed'
  readonly contenders: ReadonlyArray<ContenderRecord>
}

/** The search beside its baseline: a `Comparison` of rxnas. */
export interface Compared {
  readonly _tag: 'Compared'
  /** The baseline's policy. */
  readonly baseline: string
  readonly comparison: Comparison
  /** Settings in which the two differ beside what makes them two. */
  readonly differences: ReadonlyArray<string>
}

/** A child that no other beats by being better in one objective and worse in none. */
export interface FrontRecord {
  readonly architecture: Json
  readonly key: string
  readonly metrics: Metrics
}

/** What a search for several objectives found: best in the first objective first. */
export interface FrontFound {
  readonly _tag: 'FrontFound'
  /** As `accuracy, -flops`. */
  readonly objectives: string
  readonly front: ReadonlyArray<FrontRecord>
}

/** All episodes are over. */
export interface SearchEnded {
  readonly _tag: 'SearchEnded'
  readonly episodes: number
  /** The best of distinct architectures, best first, at most 5. */
  readonly best: ReadonlyArray<Rewarded<Json>>
}

/** The best network is trained for the final budget. */
export interface FinalTrainingBegan {
  readonly _tag: 'FinalTrainingBegan'
  readonly architecture: Json
  readonly budget: Budget
  readonly seed: number
}

/** A step of the final training. */
export interface FinalProgress {
  readonly _tag: 'FinalProgress'
  readonly step: number
  readonly steps: number
  readonly metrics: Metrics
}

/** The best network is trained, saved and tested once. */
export interface Finished {
  readonly _tag: 'Finished'
  /** Where it is saved. */
  readonly model: string
  /** What was measured, by name; `test...` once, on the test split. */
  readonly metrics: Readonly<Record<string, number>>
}

/** The session was asked to stop, and has: its journal is closed and no process is left. */
export interface Stopped {
  readonly _tag: 'Stopped'
  readonly during: 'preparation' | 'search' | 'reevaluation' | 'final training'
  readonly episodes: number
}

/** Something that a person should know, and that ends nothing. */
export interface Warned {
  readonly _tag: 'Warned'
  readonly message: string
}

/** Everything that there is to know of a search while it runs, plain data throughout. */
export type SessionEvent =
  | EngineProgress
  | DataUnderstood
  | Planned
  | Estimated
  | SearchBegan
  | PastEpisode
  | EpisodeEvent
  | ReevaluationBegan
  | Reevaluated
  | Confirmed
  | Compared
  | FrontFound
  | SearchEnded
  | FinalTrainingBegan
  | FinalProgress
  | Finished
  | Stopped
  | Warned

const Side = t.keyof({ search: null, baseline: null } satisfies Record<SearchSide, null>)

const strict = <P extends t.Props>(props: P): t.ReadonlyC<t.ExactC<t.TypeC<P>>> =>
  t.readonly(t.strict(props))

const Notice: t.Type<JournalNotice, unknown> = byTag<JournalNotice>({
  Resumed: strict({ _tag: t.literal('Resumed'), episodes: t.number }),
  TornLineCut: strict({ _tag: t.literal('TornLineCut'), bytes: t.number }),
  WarmStarted: strict({ _tag: t.literal('WarmStarted'), episodes: t.number, children: t.number }),
  EpisodesLeftOut: strict({ _tag: t.literal('EpisodesLeftOut'), episodes: t.number }),
  Upgraded: strict({
    _tag: t.literal('Upgraded'),
    from: t.number,
    lines: t.number,
    missing: t.number,
  }),
})

const ProgressEvent: t.Type<
  Extract<EpisodeEvent, { readonly _tag: 'Progress' }>,
  unknown
> = t.readonly(
  t.exact(
    t.intersection([
      t.type({
        _tag: t.literal('Progress'),
        search: Side,
        episode: t.number,
        key: t.string,
        step: t.number,
        metrics: Metrics,
      }),
      t.partial({ steps: t.number }),
    ]),
  ),
)

/** A codec of events, which say of which search they are. */
const sided = <E extends { readonly _tag: string }>(
  codec: t.Type<E, unknown>,
): t.Type<E & { readonly search: SearchSide }, unknown> => {
  const both = t.intersection([t.type({ search: Side }), t.unknown])
  return Object.assign(
    new t.Type<E & { readonly search: SearchSide }, unknown>(
      codec.name,
      (u): u is E & { readonly search: SearchSide } => both.is(u) && codec.is(u),
      (u, context) => {
        const side = t.type({ search: Side }).validate(u, context)
        const event = codec.validate(u, context)
        if (side._tag === 'Left') return side
        return event._tag === 'Left'
          ? event
          : t.success({ ...event.right, search: side.right.search })
      },
      ({ search, ...event }) => ({
        ...Object(codec.encode(event as unknown as E)),
        search,
      }),
    ),
    { parts: [t.type({ search: Side }), codec] },
  )
}

const Contender: t.Type<ContenderRecord, unknown> = strict({
  architecture: JsonCodec,
  key: t.string,
  recorded: t.number,
  rewards: t.readonlyArray(t.number),
  reward: t.number,
})

/** What was written by `compareSearches`; its figures are read, and nothing is computed from them. */
const ComparisonRecord = t.UnknownRecord as unknown as t.Type<Comparison, unknown>

/** Codec of {@link SessionEvent}. */
export const SessionEvent: t.Type<SessionEvent, unknown> = byTag<SessionEvent>({
  EngineProgress: t.readonly(
    t.exact(
      t.intersection([
        t.type({ _tag: t.literal('EngineProgress'), text: t.string }),
        t.partial({ done: t.number, total: t.number }),
      ]),
    ),
  ),
  DataUnderstood: strict({
    _tag: t.literal('DataUnderstood'),
    source: t.string,
    sha256: t.string,
    task: Task,
    examples: strict({ train: t.number, validation: t.number, test: t.number }),
    leftOut: t.readonlyArray(
      strict({ what: t.string, count: t.number, first: t.readonlyArray(t.string) }),
    ),
    report: t.readonlyArray(t.string),
  }),
  Planned: strict({
    _tag: t.literal('Planned'),
    version: t.string,
    configuration: t.union([t.string, t.null]),
    space: strict({ name: t.string, size: t.string }),
    policy: t.string,
    reward: t.string,
    metrics: t.readonlyArray(t.string),
    settings: t.readonly(t.record(t.string, JsonCodec)),
    journal: t.string,
    baseline: t.union([t.string, t.null]),
  }),
  Estimated: strict({
    _tag: t.literal('Estimated'),
    childSeconds: t.number,
    searchSeconds: t.number,
  }),
  SearchBegan: strict({
    _tag: t.literal('SearchBegan'),
    search: Side,
    journal: t.string,
    header: JournalHeader,
    notices: t.readonlyArray(Notice),
  }),
  PastEpisode: strict({ _tag: t.literal('PastEpisode'), search: Side, episode: anyRewarded }),
  Progress: ProgressEvent,
  Rewarded: sided(anyRewarded),
  PolicyUpdated: sided(roundEndCodec),
  ReevaluationBegan: strict({ _tag: t.literal('ReevaluationBegan'), top: t.number }),
  Reevaluated: strict({ _tag: t.literal('Reevaluated'), trainings: t.number, reward: t.number }),
  Confirmed: strict({ _tag: t.literal('Confirmed'), contenders: t.readonlyArray(Contender) }),
  Compared: strict({
    _tag: t.literal('Compared'),
    baseline: t.string,
    comparison: ComparisonRecord,
    differences: t.readonlyArray(t.string),
  }),
  FrontFound: strict({
    _tag: t.literal('FrontFound'),
    objectives: t.string,
    front: t.readonlyArray(strict({ architecture: JsonCodec, key: t.string, metrics: Metrics })),
  }),
  SearchEnded: strict({
    _tag: t.literal('SearchEnded'),
    episodes: t.number,
    best: t.readonlyArray(anyRewarded),
  }),
  FinalTrainingBegan: strict({
    _tag: t.literal('FinalTrainingBegan'),
    architecture: JsonCodec,
    budget: Budget,
    seed: t.number,
  }),
  FinalProgress: strict({
    _tag: t.literal('FinalProgress'),
    step: t.number,
    steps: t.number,
    metrics: Metrics,
  }),
  Finished: strict({
    _tag: t.literal('Finished'),
    model: t.string,
    metrics: t.readonly(t.record(t.string, t.number)),
  }),
  Stopped: strict({
    _tag: t.literal('Stopped'),
    during: t.keyof({
      preparation: null,
      search: null,
      reevaluation: null,
      'final training': null,
    } satisfies Record<Stopped['during'], null>),
    episodes: t.number,
  }),
  Warned: strict({ _tag: t.literal('Warned'), message: t.string }),
})
