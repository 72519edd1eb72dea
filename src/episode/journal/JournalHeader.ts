import * as t from 'io-ts'
import { currentName, isRecord } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { Budget } from '../Budget.ts'
import { JsonCodec } from '../JsonCodec.ts'

/** The version of the journal's form that this package writes. It reads every one before it. */
export const journalSchema = 2

/** A part of a search as a journal names it. */
export interface Named {
  readonly name: string
  readonly options: Json
}

/** A journal whose episodes a search began with. */
export interface Ancestor {
  readonly journal: string
  /** How many of its episodes. */
  readonly episodes: number
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
  /** The journals that a warm start began from. */
  readonly warmStart?: ReadonlyArray<Ancestor>
}

/** Codec of {@link Named}. */
export const Named: t.Type<Named, unknown> = t.readonly(
  t.strict({ name: t.string, options: JsonCodec }),
)

const Ancestor: t.Type<Ancestor, unknown> = t.readonly(
  t.strict({ journal: t.string, episodes: t.number }),
)

const named = {
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
} as const

const Cold = t.readonly(t.strict(named))
const Warm = t.readonly(t.strict({ ...named, warmStart: t.readonlyArray(Ancestor) }))

const isWarm = (u: unknown): boolean => isRecord(u) && u['warmStart'] !== undefined

/** Codec of {@link JournalHeader}. */
export const JournalHeader: t.Type<JournalHeader, unknown> = new t.Type<JournalHeader, unknown>(
  'Header',
  (u): u is JournalHeader => Cold.is(u) && (!isWarm(u) || Warm.is(u)),
  (u, c) => (isWarm(u) ? Warm.validate(u, c) : Cold.validate(u, c)),
  (header) =>
    header.warmStart === undefined
      ? Cold.encode(header)
      : Warm.encode({ ...header, warmStart: header.warmStart }),
)

const renamed = ({ name, options }: Named): Named => ({ name: currentName(name), options })

/** A header whose policy and trainer have the names of today, by which searches are compared. */
export const withCurrentNames = (header: JournalHeader): JournalHeader => ({
  ...header,
  policy: renamed(header.policy),
  trainer: renamed(header.trainer),
})
