import * as t from 'io-ts'
import { currentName, wholeNumber } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { BatchSize, boundedNumber, Count, Seed, ThreadCount } from '../bounded.ts'
import { Budget } from '../Budget.ts'
import { JsonCodec } from '../JsonCodec.ts'
import { recordCodec } from '../recordCodec.ts'
import { MachineKind } from './MachineKind.ts'

/** The version of the journal's form that this package writes. It reads every one before it. */
export const journalSchema = 3

/** A part of a search as a journal names it. */
export interface Named {
  readonly name: string
  readonly options: Json
}

/** A policy as a journal names it. */
export interface NamedPolicy extends Named {
  /** Of the code that proposes and learns; default 1. */
  readonly revision?: number
}

/** A journal whose episodes a search began with. */
export interface Ancestor {
  readonly journal: string
  /** How many of its episodes. */
  readonly episodes: number
}

/** What data holds, by hashes. */
export interface IdentifiedContents {
  /** Of its numbers, prepared and split. */
  readonly sha256: string
  /** Of how they came from columns, categories and classes, by their names; default unknown. */
  readonly preparation?: string
}

/** The first line of a journal: what the search is. Two searches of equal headers have equal journals. */
export interface JournalHeader {
  readonly _tag: 'Header'
  readonly schema: typeof journalSchema
  /** Version of the package that wrote it. */
  readonly package: string
  readonly space: Json
  readonly policy: NamedPolicy
  readonly reward: Named
  readonly trainer: Named
  readonly budget: Budget
  readonly batch: number
  readonly seed: number
  /** What the data holds. */
  readonly data?: IdentifiedContents
  /** What it was begun on. */
  readonly machine?: MachineKind
  /** How the best network is trained at the end. */
  readonly final?: { readonly threads: number }
  /** The designs that it starts with, as its space encodes them: its first episodes; default none. */
  readonly startWith?: ReadonlyArray<Json>
  /** The journals that a warm start began from. */
  readonly warmStart?: ReadonlyArray<Ancestor>
  /** It was written anew from a journal of an older version, of so many lines. */
  readonly upgraded?: { readonly from: number; readonly lines: number }
  /** Features of the form without which it cannot be read rightly; a reader refuses one that it does not know. */
  readonly requires?: ReadonlyArray<string>
}

/** The features that this package knows a header to require: first episodes that are no policy's. */
export const knownFeatures: ReadonlySet<string> = new Set(['startWith'])

/** Codec of {@link Named}. */
export const Named: t.Type<Named, unknown> = t.readonly(
  t.strict({ name: t.string, options: JsonCodec }),
)

/** Codec of {@link NamedPolicy}. */
export const NamedPolicy: t.Type<NamedPolicy, unknown> = recordCodec(
  'NamedPolicy',
  { name: t.string, options: JsonCodec },
  { revision: boundedNumber(wholeNumber(1)) },
)

const Ancestor: t.Type<Ancestor, unknown> = t.readonly(
  t.strict({ journal: t.string, episodes: Count }),
)

/** Codec of {@link JournalHeader}. */
export const JournalHeader: t.Type<JournalHeader, unknown> = recordCodec(
  'Header',
  {
    _tag: t.literal('Header'),
    schema: t.literal(journalSchema),
    package: t.string,
    space: JsonCodec,
    policy: NamedPolicy,
    reward: Named,
    trainer: Named,
    budget: Budget,
    batch: BatchSize,
    seed: Seed,
  },
  {
    data: t.readonly(
      t.exact(t.intersection([t.type({ sha256: t.string }), t.partial({ preparation: t.string })])),
    ),
    machine: MachineKind,
    final: t.readonly(t.strict({ threads: ThreadCount })),
    startWith: t.readonlyArray(JsonCodec),
    warmStart: t.readonlyArray(Ancestor),
    upgraded: t.readonly(t.strict({ from: Count, lines: Count })),
    requires: t.readonlyArray(t.string),
  },
)

const renamed = <N extends Named>(named: N): N => ({ ...named, name: currentName(named.name) })

/** A header whose policy and trainer have the names of today, by which searches are compared. */
export const withCurrentNames = (header: JournalHeader): JournalHeader => ({
  ...header,
  policy: renamed(header.policy),
  trainer: renamed(header.trainer),
})
