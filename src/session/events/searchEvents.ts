import * as t from 'io-ts'
import {
  anyRewarded,
  byTag,
  JournalHeader,
  type Json,
  Metrics,
  type Progress,
  type Rewarded,
  type RoundEnd,
  roundEndCodec,
} from '../../core.ts'
import { type AnyOf, strict } from './eventCodec.ts'

const Side = t.keyof({ search: null, baseline: null })

/** Which of the two searches of a session an event is of. */
export type SearchSide = t.TypeOf<typeof Side>

const notices = {
  /** The search goes on after so many episodes. */
  Resumed: strict({ _tag: t.literal('Resumed'), episodes: t.number }),
  /** A crash had torn the last line, which was cut off. */
  TornLineCut: strict({ _tag: t.literal('TornLineCut'), bytes: t.number }),
  /** The search begins with episodes of old journals; so many different children need no training. */
  WarmStarted: strict({ _tag: t.literal('WarmStarted'), episodes: t.number, children: t.number }),
  /** Episodes of old journals that are none of this search space. */
  EpisodesLeftOut: strict({ _tag: t.literal('EpisodesLeftOut'), episodes: t.number }),
  /** The journal was of an older version, and is written anew; the old file is kept beside it. */
  Upgraded: strict({
    _tag: t.literal('Upgraded'),
    /** The version. */
    from: t.number,
    /** Lines that it had, none with a hash. */
    lines: t.number,
    /** Episodes that it does not have: dropped by an operator, or lost. */
    missing: t.number,
  }),
}

/** What should be heard of how a journal began. */
export type JournalNotice = AnyOf<typeof notices>

/** A search's journal is open, and the search begins. */
export const SearchBegan = strict({
  _tag: t.literal('SearchBegan'),
  search: Side,
  journal: t.string,
  header: JournalHeader,
  notices: t.readonlyArray(byTag<JournalNotice>(notices)),
})
/** A search's journal is open, and the search begins. */
export type SearchBegan = t.TypeOf<typeof SearchBegan>

/** An episode that the journal held before the search went on. */
export const PastEpisode = strict({
  _tag: t.literal('PastEpisode'),
  search: Side,
  episode: anyRewarded,
})
/** An episode that the journal held before the search went on. */
export type PastEpisode = t.TypeOf<typeof PastEpisode>

/** The events of a search, architectures as JSON and policies without their states. */
export type EpisodeEvent = { readonly search: SearchSide } & (Progress | Rewarded<Json> | RoundEnd)

const ProgressOfSide: t.Type<
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
const ofSide = <E extends { readonly _tag: string }>(
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

/** The events of a search and its baseline. */
export const searchEvents = {
  SearchBegan,
  PastEpisode,
  Progress: ProgressOfSide,
  Rewarded: ofSide(anyRewarded),
  PolicyUpdated: ofSide(roundEndCodec),
}
