import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as J from 'fp-ts/lib/Json.js'
import { type Errors, type Type } from 'io-ts'
import { shown } from '../../common/index.ts'
import { describedSpace, type Json, type SearchSpace } from '../../space/index.ts'
import { journalSchema } from './JournalHeader.ts'
import { anyJournalLine, type JournalLine, journalLineCodec } from './JournalLine.ts'
import { isReadable, migrateLine, schemaOf } from './migrateLine.ts'
import { type Chunks, splitLines, type TextLine } from './splitLines.ts'

/** A line with what it says, or why it is none. Whether it may stand where it stands is not asked. */
export interface DecodedLine<A> extends TextLine {
  readonly decoded: E.Either<string, JournalLine<A>>
  /** The version that the journal was written in. */
  readonly schema: number
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

const parse: (text: string) => E.Either<string, unknown> = (text) =>
  pipe(
    J.parse(text),
    E.mapLeft(() => 'it is no JSON'),
  )

const newer = (schema: number): string =>
  `it has version ${schema}, and this rxnas reads versions 1 to ${journalSchema}; use the rxnas that wrote it`

type LineCodec<A> = Type<JournalLine<A>, unknown>

const decodeBy =
  <A>(codec: LineCodec<A>, schema: number) =>
  (parsed: unknown): E.Either<string, JournalLine<A>> =>
    pipe(codec.decode(migrateLine(schema)(parsed)), E.mapLeft(reasonOf))

/** The codec of a journal's lines by what its first line says of the space. */
const codecOf = (first: unknown, schema: number): LineCodec<Json> =>
  pipe(
    first,
    decodeBy(anyJournalLine, schema),
    E.chainW(({ event }) =>
      event._tag === 'Header' ? describedSpace(event.space) : E.left('no header'),
    ),
    E.match(() => anyJournalLine, journalLineCodec),
  )

/**
 * The whole lines of a journal, decoded by the codec of its space, in whatever version it was
 * written. A torn last line comes as one that is not ended, with no reason.
 */
async function* decode<A>(
  chunks: Chunks,
  codecAfter: (first: unknown, schema: number) => LineCodec<A>,
): AsyncGenerator<DecodedLine<A>> {
  let schema: number = journalSchema
  let decodeLine = decodeBy(codecAfter(undefined, schema), schema)
  for await (const line of splitLines(chunks)) {
    if (!line.ended) {
      yield { ...line, schema, decoded: E.left('its end is missing') }
      return
    }
    const parsed = parse(line.text)
    if (line.number === 1) {
      const first = E.toUnion(parsed)
      schema = schemaOf(first) ?? journalSchema
      if (!isReadable(schema)) {
        yield { ...line, schema, decoded: E.left(newer(schema)) }
        return
      }
      decodeLine = decodeBy(codecAfter(first, schema), schema)
    }
    yield { ...line, schema, decoded: pipe(parsed, E.chain(decodeLine)) }
  }
}

/** The lines of a journal of a space that is at hand. */
export const decodeLines = <A>(
  chunks: Chunks,
  space: SearchSpace<A>,
): AsyncGenerator<DecodedLine<A>> => {
  const codec = journalLineCodec(space)
  return decode(chunks, () => codec)
}

/** The lines of a journal, by what it says of its space. */
export const decodeAnyLines = (chunks: Chunks): AsyncGenerator<DecodedLine<Json>> =>
  decode(chunks, codecOf)
