import { currentName, shown } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { JournalHeader, type NamedPolicy, withCurrentNames } from './JournalHeader.ts'

/** A place where two headers differ. */
export interface HeaderDifference {
  /** As `policy.options.units`. */
  readonly path: string
  /** What the first has there; `undefined` for nothing. */
  readonly recorded: Json | undefined
  readonly asked: Json | undefined
}

type JsonRecord = { readonly [key: string]: Json | undefined }

const isRecord = (u: Json | undefined): u is JsonRecord | ReadonlyArray<Json> =>
  typeof u === 'object' && u !== null

/** Where two JSON values differ. */
export const differences = (
  path: string,
  recorded: Json | undefined,
  asked: Json | undefined,
): ReadonlyArray<HeaderDifference> => {
  if (isRecord(recorded) && isRecord(asked) && Array.isArray(recorded) === Array.isArray(asked)) {
    const [a, b] = [new Map(Object.entries(recorded)), new Map(Object.entries(asked))]
    return [...new Set([...a.keys(), ...b.keys()])].flatMap((name) =>
      differences(path === '' ? name : `${path}.${name}`, a.get(name), b.get(name)),
    )
  }
  return recorded === asked ? [] : [{ path, recorded, asked }]
}

/** What a header tells beside what its search is. */
const ignored: ReadonlySet<string> = new Set([
  'package',
  'machine',
  'final',
  'warmStart',
  'upgraded',
  'requires',
])

/** What makes a search another one. */
const meaning = (header: JournalHeader): Json => {
  const current = withCurrentNames(header)
  // What a header is encoded to is JSON; the text drops what is undefined, as the file does.
  const written = JSON.parse(
    JSON.stringify(
      JournalHeader.encode({ ...current, policy: { revision: 1, ...current.policy } }),
    ),
  ) as JsonRecord
  return Object.fromEntries(Object.entries(written).filter(([name]) => !ignored.has(name)))
}

/** Where the policy that a header names differs from one, by name, options and revision. */
export const policyDifference = (
  { policy }: Pick<JournalHeader, 'policy'>,
  { name, options, revision = 1 }: NamedPolicy,
): ReadonlyArray<HeaderDifference> => {
  const asWritten = (named: NamedPolicy): Json =>
    // As above: JSON without what is undefined.
    JSON.parse(
      JSON.stringify({ revision: 1, ...named, name: currentName(named.name) }),
    ) as JsonRecord
  return differences('policy', asWritten(policy), asWritten({ name, options, revision }))
}

/** Where two headers mean different searches; none where the one can go on in the other's journal. */
export const headerDifference = (
  recorded: JournalHeader,
  asked: JournalHeader,
): ReadonlyArray<HeaderDifference> =>
  differences('', meaning(recorded), meaning(asked)).filter(
    // Journals of other versions, and of one's own data, do not tell how it was prepared.
    (one) =>
      one.path !== 'data.preparation' || (one.recorded !== undefined && one.asked !== undefined),
  )

/** The hash of data, which a header has by itself or as a field. */
const hashIn = (data: Json | undefined): Json | undefined =>
  isRecord(data) && !Array.isArray(data) ? (data as JsonRecord)['sha256'] : data

/** The beginning of a hash, by which a person tells it from another. */
const short = (hash: Json | undefined): string =>
  typeof hash === 'string' ? hash.slice(0, 12) : 'none'

const inWords = ({ path, recorded, asked }: HeaderDifference): string => {
  switch (path) {
    case 'data':
    case 'data.sha256':
      return `the data had the hash ${short(hashIn(recorded))} and has ${short(hashIn(asked))}`
    case 'data.preparation':
      return 'the data has the same numbers, but other names of columns, categories or classes, or is read otherwise'
    case 'policy.revision':
      return `the policy was of revision ${shown(recorded)} and is of ${shown(asked)}, which proposes or learns otherwise (the rxnas that wrote the journal has the former)`
    default:
      return `${path} was ${shown(recorded)} and is ${shown(asked)}`
  }
}

/** Differences in words, the first few of them. */
export const describeDifference = (found: ReadonlyArray<HeaderDifference>): string =>
  [
    ...found.slice(0, 5).map(inWords),
    ...(found.length > 5 ? [`and ${found.length - 5} more`] : []),
  ].join('; ')
