import * as E from 'fp-ts/lib/Either.js'
import { type Errors, type Type } from 'io-ts'
import {
  anyJournalLine,
  describedSpace,
  isReadable,
  type JournalLine,
  journalLineCodec,
  journalSchema,
  type Json,
  migrateLine,
  schemaOf,
  type SearchSpace,
} from '../../index.ts'
import { linesOf, type RawLine } from './linesOf.ts'

/** A line with what it says, or why it is none. Whether it may stand where it stands is not asked. */
export interface DecodedLine<A> extends RawLine {
  readonly decoded: E.Either<string, JournalLine<A>>
  /** The version that the journal was written in. */
  readonly schema: number
}

const parse = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

const shown = (u: unknown): string => {
  // It gives `undefined` for what JSON cannot hold, whatever its type says.
  const text = (JSON.stringify(u) as string | undefined) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** The first thing that a codec found wrong, and where. */
const reasonOf = ([error]: Errors): string => {
  if (error === undefined) return 'it is no event of this search space'
  const path = error.context
    .map(({ key }) => key)
    .filter((key) => key !== '')
    .join('.')
  const last = error.context.at(-1)
  return `${path === '' ? 'it' : path} is wrong: ${error.message ?? `${shown(error.value)} is not ${last?.type.name ?? 'it'}`}`
}

const newer = (schema: number): string =>
  `it has version ${schema}, and this rxnas reads versions 1 to ${journalSchema}; use the rxnas that wrote it`

/** The codec of a journal's lines by what its header says of the space. */
const codecOf = (line: E.Either<string, JournalLine<Json>>): Type<JournalLine<Json>, unknown> => {
  if (E.isLeft(line) || line.right.event._tag !== 'Header') return anyJournalLine
  const space = describedSpace(line.right.event.space)
  return E.isLeft(space) ? anyJournalLine : journalLineCodec(space.right)
}

const decodeBy =
  <A>(codec: Type<JournalLine<A>, unknown>, schema: number) =>
  (parsed: unknown): E.Either<string, JournalLine<A>> =>
    parsed === undefined
      ? E.left('it is no JSON')
      : E.mapLeft(reasonOf)(codec.decode(migrateLine(schema)(parsed)))

/**
 * The whole lines of a journal, decoded by the codec of its space, in whatever version it was
 * written. A torn last line comes as one that is not ended, with no reason.
 */
async function* decode<A>(
  path: string,
  codecAfter: (header: E.Either<string, JournalLine<Json>>) => Type<JournalLine<A>, unknown>,
): AsyncGenerator<DecodedLine<A>> {
  let schema: number = journalSchema
  let decodeLine = decodeBy(codecAfter(E.left('')), schema)
  for await (const raw of linesOf(path)) {
    if (!raw.ended) {
      yield { ...raw, schema, decoded: E.left('its end is missing') }
      return
    }
    const parsed = parse(raw.bytes)
    if (raw.number === 1) {
      schema = schemaOf(parsed) ?? journalSchema
      if (!isReadable(schema)) {
        yield { ...raw, schema, decoded: E.left(newer(schema)) }
        return
      }
      decodeLine = decodeBy(codecAfter(decodeBy(anyJournalLine, schema)(parsed)), schema)
    }
    yield { ...raw, schema, decoded: decodeLine(parsed) }
  }
}

/** The lines of a journal of a space that is at hand. */
export const decodeLines = <A>(
  path: string,
  space: SearchSpace<A>,
): AsyncGenerator<DecodedLine<A>> => {
  const codec = journalLineCodec(space)
  return decode(path, () => codec)
}

/** The lines of a journal, by what it says of its space. */
export const decodeAnyLines = (path: string): AsyncGenerator<DecodedLine<Json>> =>
  decode(path, codecOf)
