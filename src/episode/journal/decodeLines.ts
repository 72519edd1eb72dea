import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as J from 'fp-ts/lib/Json.js'
import { type Errors, type Type } from 'io-ts'
import { jsonLoss, shown } from '../../common/index.ts'
import { describedSpace, type Json, type SearchSpace } from '../../space/index.ts'
import { deepestJson } from '../../space/Json.ts'
import { chainIn, isChainedTo, startOfChain } from './chain.ts'
import { unknownEvent } from './eventTags.ts'
import { journalSchema, knownFeatures } from './JournalHeader.ts'
import { anyJournalLine, type JournalLine, journalLineCodec } from './JournalLine.ts'
import { isReadable, migrateLine, schemaOf } from './migrateLine.ts'
import { isTooDeep } from './nesting.ts'
import { type Chunks, longestLine, splitLines, type TextLine } from './splitLines.ts'

/** The first version whose lines have hashes. */
const chained = 3

/** A line with what it says, or why it is none. Whether it may stand where it stands is not asked. */
export interface DecodedLine<A> extends TextLine {
  /** `undefined` where it is an event of a version to come that says that it may be skipped. */
  readonly decoded: E.Either<string, JournalLine<A> | undefined>
  /** The version that the journal was written in. */
  readonly schema: number
  /** The hash that it ends in; `undefined` for none. */
  readonly chain: string | undefined
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

/** Of a line as JSON writes it nothing is lost, and that is soon told. */
const withoutLoss =
  (text: string) =>
  (value: J.Json): E.Either<string, unknown> => {
    const loss = JSON.stringify(value) === text ? undefined : jsonLoss(text)
    return loss === undefined ? E.right(value) : E.left(`it ${loss.what}`)
  }

const parse = ({ text, raw, bytes }: TextLine): E.Either<string, unknown> =>
  bytes > longestLine
    ? E.left(`it has ${bytes} bytes, and a line has ${longestLine} at most`)
    : isTooDeep(raw)
      ? E.left(`it is nested deeper than ${deepestJson} levels`)
      : pipe(
          J.parse(text),
          E.mapLeft(() => 'it is no JSON'),
          E.flatMap(withoutLoss(text)),
        )

const newer = (schema: number): string =>
  `it has version ${schema}, and this rxnas reads versions 1 to ${journalSchema}; use the rxnas that wrote it`

type LineCodec<A> = Type<JournalLine<A>, unknown>

/** Why a header cannot be gone by: it requires what this package does not know, or describes no space. */
const headerFault = ({ event }: JournalLine<unknown>): string | undefined => {
  if (event._tag !== 'Header') return undefined
  const feature = event.requires?.find((name) => !knownFeatures.has(name))
  if (feature !== undefined)
    return `it requires ${shown(feature)}, which this rxnas does not know; use the rxnas that wrote it`
  const space = describedSpace(event.space)
  return E.isLeft(space) ? `event.space is wrong: ${space.left}` : undefined
}

const decodeBy =
  <A>(codec: LineCodec<A>, schema: number) =>
  (parsed: unknown): E.Either<string, JournalLine<A> | undefined> => {
    const unknown = unknownEvent(parsed)
    if (unknown !== undefined)
      return unknown.isOptional
        ? E.right(undefined)
        : E.left(
            `its event ${shown(unknown.tag)} is not known to this rxnas, and does not say that it may be skipped; use the rxnas that wrote it`,
          )
    return pipe(
      codec.decode(migrateLine(schema)(parsed)),
      E.mapLeft(reasonOf),
      E.flatMap((line) => {
        const fault = headerFault(line)
        return fault === undefined ? E.right(line) : E.left(fault)
      }),
    )
  }

/** The codec of a journal's lines by what its first line says of the space. */
const codecOf = (first: unknown, schema: number): LineCodec<Json> =>
  pipe(
    first,
    decodeBy(anyJournalLine, schema),
    E.chainW((line) =>
      line?.event._tag === 'Header' ? describedSpace(line.event.space) : E.left('no header'),
    ),
    E.match(() => anyJournalLine, journalLineCodec),
  )

/** Why a line does not follow the one before it by their hashes; `undefined` where it does. */
const brokenChain = (
  { raw, number }: TextLine,
  schema: number,
  chain: string | undefined,
  before: string | undefined,
): string | undefined => {
  if (schema < chained)
    return chain === undefined
      ? undefined
      : `it has a hash, which journals of version ${schema} have not: the first line was changed`
  if (chain === undefined) return 'it does not end in its hash'
  // After a line without a hash, nothing can be told.
  if (before === undefined || isChainedTo(before, raw)) return undefined
  return number === 1
    ? 'it was changed: its hash is another'
    : 'its hash is another: it was changed, or a line before it is missing, moved or repeated'
}

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
  let before: string | undefined = startOfChain
  for await (const line of splitLines(chunks)) {
    const isTooLong = line.bytes > longestLine
    if (!line.ended && !isTooLong) {
      yield { ...line, schema, chain: undefined, decoded: E.left('its end is missing') }
      return
    }
    const parsed = parse(line)
    const chain = chainIn(line.raw)
    if (line.number === 1) {
      const first = E.toUnion(parsed)
      const found = schemaOf(first)
      schema = found ?? journalSchema
      if (!isReadable(schema)) {
        yield { ...line, schema, chain, decoded: E.left(newer(schema)) }
        return
      }
      decodeLine = decodeBy(codecAfter(first, schema), schema)
      // What is no header of any version is told as such.
      if (found === undefined) before = undefined
    }
    const broken =
      line.number === 1 && before === undefined
        ? undefined
        : brokenChain(line, schema, chain, before)
    before = chain
    yield {
      ...line,
      // What is too long for a line was torn by no crash.
      ended: true,
      schema,
      chain,
      decoded: pipe(
        parsed,
        E.flatMap((json) => (broken === undefined ? E.right(json) : E.left(broken))),
        E.flatMap(decodeLine),
      ),
    }
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
