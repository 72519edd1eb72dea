import { shown } from '../../common/index.ts'
import { type Json } from '../../space/index.ts'
import { JournalHeader, withCurrentNames } from './JournalHeader.ts'

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

const differences = (
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

/** What makes a search another one: not the package's version, nor where a warm start came from. */
const meaning = (header: JournalHeader): Json => {
  // What a header is encoded to is JSON; the text drops what is undefined, as the file does.
  const written = JSON.parse(
    JSON.stringify(JournalHeader.encode(withCurrentNames(header))),
  ) as JsonRecord
  const ignored = ['package', 'warmStart']
  return Object.fromEntries(Object.entries(written).filter(([name]) => !ignored.includes(name)))
}

/** Where two headers mean different searches; none where the one can go on in the other's journal. */
export const headerDifference = (
  recorded: JournalHeader,
  asked: JournalHeader,
): ReadonlyArray<HeaderDifference> => differences('', meaning(recorded), meaning(asked))

/** Differences in words, the first few of them. */
export const describeDifference = (found: ReadonlyArray<HeaderDifference>): string =>
  [
    ...found
      .slice(0, 5)
      .map(({ path, recorded, asked }) => `${path} was ${shown(recorded)} and is ${shown(asked)}`),
    ...(found.length > 5 ? [`and ${found.length - 5} more`] : []),
  ].join('; ')
