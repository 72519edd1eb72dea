import * as t from 'io-ts'
import { anyRewarded, type Comparison, JsonCodec, Metrics } from '../../core.ts'
import { strict } from './eventCodec.ts'

/** The best children are trained again, before one is declared the best. */
export const ReevaluationBegan = strict({ _tag: t.literal('ReevaluationBegan'), top: t.number })
/** The best children are trained again, before one is declared the best. */
export type ReevaluationBegan = t.TypeOf<typeof ReevaluationBegan>

/** A child was trained again. */
export const Reevaluated = strict({
  _tag: t.literal('Reevaluated'),
  /** How many trainings that makes. */
  trainings: t.number,
  reward: t.number,
})
/** A child was trained again. */
export type Reevaluated = t.TypeOf<typeof Reevaluated>

const ContenderCodec = strict({
  architecture: JsonCodec,
  key: t.string,
  recorded: t.number,
  rewards: t.readonlyArray(t.number),
  reward: t.number,
})

/** An architecture that was trained again, by other seeds. */
export type ContenderRecord = t.TypeOf<typeof ContenderCodec>

/** How the best children came out, best first. */
export const Confirmed = strict({
  _tag: t.literal('Confirmed'),
  contenders: t.readonlyArray(ContenderCodec),
})
/** How the best children came out, best first. */
export type Confirmed = t.TypeOf<typeof Confirmed>

/** What was written by `compareSearches`; its figures are read, and nothing is computed from them. */
const ComparisonRecord = t.UnknownRecord as unknown as t.Type<Comparison, unknown>

/** The search beside its baseline: a `Comparison` of rxnas. */
export const Compared = strict({
  _tag: t.literal('Compared'),
  /** The baseline's policy. */
  baseline: t.string,
  comparison: ComparisonRecord,
  /** Settings in which the two differ beside what makes them two. */
  differences: t.readonlyArray(t.string),
})
/** The search beside its baseline: a `Comparison` of rxnas. */
export type Compared = t.TypeOf<typeof Compared>

const FrontCodec = strict({ architecture: JsonCodec, key: t.string, metrics: Metrics })

/** A child that no other beats by being better in one objective and worse in none. */
export type FrontRecord = t.TypeOf<typeof FrontCodec>

/** What a search for several objectives found: best in the first objective first. */
export const FrontFound = strict({
  _tag: t.literal('FrontFound'),
  /** As `accuracy, -flops`. */
  objectives: t.string,
  front: t.readonlyArray(FrontCodec),
})
/** What a search for several objectives found: best in the first objective first. */
export type FrontFound = t.TypeOf<typeof FrontFound>

/** All episodes are over. */
export const SearchEnded = strict({
  _tag: t.literal('SearchEnded'),
  episodes: t.number,
  /** The best of distinct architectures, best first, at most 5. */
  best: t.readonlyArray(anyRewarded),
})
/** All episodes are over. */
export type SearchEnded = t.TypeOf<typeof SearchEnded>

/** The events after the episodes, that say what the search found. */
export const resultEvents = {
  ReevaluationBegan,
  Reevaluated,
  Confirmed,
  Compared,
  FrontFound,
  SearchEnded,
}
