import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Damage } from './Damage.ts'
import { decodeAnyLines } from './decodeLines.ts'
import { type JournalEvent } from './JournalEvent.ts'
import { anyJournalLine } from './JournalLine.ts'
import { type JournalOrder, nextInJournal, startOfJournal } from './journalOrder.ts'
import { type Chunks } from './splitLines.ts'

/** What becomes of a damaged journal: lines that are kept, lines that are not, or nothing at all. */
export type RepairStep =
  /** A line of the new journal, without its end. */
  | { readonly _tag: 'Kept'; readonly text: string }
  | { readonly _tag: 'Dropped'; readonly damage: Damage }
  /** There is no header, so nothing can be kept. The last step. */
  | { readonly _tag: 'Refused'; readonly damage: Damage }

/** An event with the number that its round has once those lost before it are gone. */
const renumbered = <A>(event: JournalEvent<A>, { round }: JournalOrder): JournalEvent<A> =>
  event._tag === 'PolicyUpdated'
    ? { ...event, round }
    : event._tag === 'Snapshot'
      ? { ...event, round: round - 1 }
      : event

/** Keeps what is whole in the text of a damaged journal, as lines of the current version. */
export async function* repairLines(chunks: Chunks): AsyncGenerator<RepairStep, void> {
  let order = startOfJournal
  for await (const { number, bytes, decoded, ended } of decodeAnyLines(chunks)) {
    const step = pipe(
      decoded,
      E.map((line) => ({ ...line, event: renumbered(line.event, order) })),
      E.bindTo('line'),
      E.bind('next', ({ line }) => nextInJournal(line.event)(order)),
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
    order = step.right.next
    yield { _tag: 'Kept', text: JSON.stringify(anyJournalLine.encode(step.right.line)) }
  }
  if (!order.begun)
    yield {
      _tag: 'Refused',
      damage: { line: 1, bytes: 0, reason: 'it has no header, and nothing else' },
    }
}
