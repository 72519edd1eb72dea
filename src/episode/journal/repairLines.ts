import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Json } from '../../space/index.ts'
import { episodeOf } from '../Episode.ts'
import { chainText, startOfChain, unchainedText } from './chain.ts'
import { type Damage } from './Damage.ts'
import { decodeAnyLines, type DecodedLine } from './decodeLines.ts'
import { type JournalEvent, type RoundEnd } from './JournalEvent.ts'
import { journalSchema } from './JournalHeader.ts'
import { anyJournalLine, type JournalLine } from './JournalLine.ts'
import { type JournalOrder, missingBefore, nextInJournal, startOfJournal } from './journalOrder.ts'
import { type Chunks } from './splitLines.ts'

/** What becomes of a damaged journal: lines that are kept, lines that are not, or nothing at all. */
export type RepairStep =
  /** A line of the new journal, without its end. */
  | { readonly _tag: 'Kept'; readonly text: string }
  /** One that says of the next what was lost before it. */
  | { readonly _tag: 'Added'; readonly text: string }
  | { readonly _tag: 'Dropped'; readonly damage: Damage }
  /** There is no header, so nothing can be kept. The last step. */
  | { readonly _tag: 'Refused'; readonly damage: Damage }

/** How many rounds may be lost before a line that is kept. */
const mostRoundsLost = 10_000

/** The end of a round that is lost: the policy learned from what the journal has of it. */
const lostEnd = (order: JournalOrder): ReadonlyArray<JournalEvent<Json>> => {
  const episodes = order.firstEpisode + order.batch
  const end: RoundEnd = {
    ...{ _tag: 'PolicyUpdated', round: order.round, episodes, rewarded: order.rewarded },
    figures: {},
  }
  const missing = missingBefore(end, order, 'repair')
  return missing === undefined ? [end] : [missing, end]
}

/** The number that tells how far an event is from the round under way. */
const placeOf = (event: JournalEvent<Json>): number | undefined =>
  event._tag === 'Rewarded'
    ? episodeOf(event.outcome)
    : event._tag === 'PolicyUpdated'
      ? event.episodes - 1
      : event._tag === 'Dropped'
        ? event.first
        : undefined

/** What was lost before an event, as events: the ends of rounds, and episodes. */
const lostBefore = (
  event: JournalEvent<Json>,
  order: JournalOrder,
): E.Either<string, ReadonlyArray<JournalEvent<Json>>> => {
  const place = placeOf(event)
  if (place === undefined) return E.right([])
  if (place - order.firstEpisode >= order.batch * mostRoundsLost)
    return E.left('more is missing before it than can be told')
  const lost: Array<JournalEvent<Json>> = []
  let at = order
  while (place >= at.firstEpisode + at.batch) {
    const ends = lostEnd(at)
    lost.push(...ends)
    const next = ends.reduce<E.Either<string, JournalOrder>>(
      (sofar, one) => pipe(sofar, E.flatMap(nextInJournal(one))),
      E.right(at),
    )
    if (E.isLeft(next)) return next
    at = next.right
  }
  const missing =
    event._tag === 'Dropped'
      ? missingBefore(
          { _tag: 'PolicyUpdated', round: 0, episodes: event.first, rewarded: 0, figures: {} },
          at,
          'repair',
        )
      : missingBefore(event, at, 'repair')
  return E.right(missing === undefined ? lost : [...lost, missing])
}

/** An event with the numbers that its round has once those lost before it are gone. */
const renumbered = <A>(
  event: JournalEvent<A>,
  { round, rewarded }: JournalOrder,
): JournalEvent<A> =>
  event._tag === 'PolicyUpdated'
    ? { ...event, round, rewarded }
    : event._tag === 'Snapshot'
      ? { ...event, round: round - 1 }
      : event

interface Kept {
  readonly order: JournalOrder
  readonly added: ReadonlyArray<JournalEvent<Json>>
  readonly event: JournalEvent<Json>
}

const keep = (event: JournalEvent<Json>, order: JournalOrder): E.Either<string, Kept> =>
  pipe(
    lostBefore(event, order),
    E.flatMap((added) =>
      pipe(
        added.reduce<E.Either<string, JournalOrder>>(
          (sofar, one) => pipe(sofar, E.flatMap(nextInJournal(one))),
          E.right(order),
        ),
        E.map((before) => ({ added, before, event: renumbered(event, before) })),
      ),
    ),
    E.flatMap(({ added, before, event: now }) =>
      pipe(
        nextInJournal(now)(before),
        E.map((next) => ({ added, event: now, order: next })),
      ),
    ),
  )

/** The text of an event's line, with the fields of a version to come where the event is as it was. */
const bodyOf = (
  { text, schema }: DecodedLine<Json>,
  line: JournalLine<Json>,
  event: JournalEvent<Json>,
): string =>
  schema === journalSchema && JSON.stringify(line.event) === JSON.stringify(event)
    ? unchainedText(text)
    : JSON.stringify(anyJournalLine.encode({ ...line, event }))

/** A header that says that its journal was of an older version. */
const withUpgrade = (event: JournalEvent<Json>, from: number, lines: number): JournalEvent<Json> =>
  event._tag === 'Header' && from < journalSchema ? { ...event, upgraded: { from, lines } } : event

/**
 * Keeps what is whole in the text of a damaged journal, as lines of the current version.
 *
 * @param lines - how many lines the text has
 */
export async function* repairLines(
  chunks: Chunks,
  lines: number,
): AsyncGenerator<RepairStep, void> {
  let order = startOfJournal
  let chain = startOfChain
  const chained = (text: string): string => {
    const line = chainText(chain, text)
    chain = line.chain
    return line.text
  }
  for await (const read of decodeAnyLines(chunks)) {
    const { number, bytes, decoded, ended } = read
    if (E.isRight(decoded) && decoded.right === undefined && order.begun) {
      yield { _tag: 'Kept', text: chained(unchainedText(read.text)) }
      continue
    }
    const step = pipe(
      decoded,
      E.flatMap(E.fromNullable('a header stands at the first line, and nowhere else')),
      E.bindTo('line'),
      E.bind('kept', ({ line }) => keep(withUpgrade(line.event, read.schema, lines), order)),
    )
    if (E.isLeft(step)) {
      const damage = { line: number, bytes, reason: step.left }
      if (number === 1 && ended && E.isLeft(decoded)) {
        yield { _tag: 'Refused', damage }
        return
      }
      yield { _tag: 'Dropped', damage }
      continue
    }
    const { line, kept } = step.right
    order = kept.order
    for (const event of kept.added)
      yield {
        _tag: 'Added',
        text: chained(JSON.stringify(anyJournalLine.encode({ at: line.at, event }))),
      }
    yield { _tag: 'Kept', text: chained(bodyOf(read, line, kept.event)) }
  }
  if (!order.begun)
    yield {
      _tag: 'Refused',
      damage: { line: 1, bytes: 0, reason: 'it has no header, and nothing else' },
    }
}
