import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Json } from '../../space/index.ts'
import { type Damage } from './Damage.ts'
import { decodeAnyLines, type DecodedLine } from './decodeLines.ts'
import { type JournalEvent } from './JournalEvent.ts'
import { afterDamage, follow, type JournalOrder, startOfJournal } from './journalOrder.ts'
import { type Chunks } from './splitLines.ts'

/** What a journal holds, up to the first damage where it is damaged, and what is wrong with it. */
export interface JournalCheck {
  /** The version that it was written in. */
  readonly schema: number
  readonly episodes: number
  readonly rounds: number
  /** Episodes of older journals that it began with. */
  readonly recalled: number
  readonly snapshots: number
  /** Episodes that were proposed and are not there: dropped by an operator, or lost. */
  readonly dropped: number
  /** The line before which the first episode is missing that no line says was dropped. */
  readonly missingBefore?: number
  /** Events of a version to come, which may be skipped. */
  readonly skipped: number
  /** The wrong lines, the first 100 of them. */
  readonly damages: ReadonlyArray<Damage>
  /** How many lines are wrong in all. */
  readonly damaged: number
  /** Whole lines after the first damage, which the counts leave out. */
  readonly wholeAfter: number
  /** A last line that a crash has torn: resuming cuts it off. */
  readonly torn: Damage | undefined
}

interface Checked extends JournalCheck {
  readonly order: JournalOrder
}

const nothingChecked: Checked = {
  order: startOfJournal,
  schema: 0,
  episodes: 0,
  rounds: 0,
  recalled: 0,
  snapshots: 0,
  dropped: 0,
  skipped: 0,
  damages: [],
  damaged: 0,
  wholeAfter: 0,
  torn: undefined,
}

const maxDamages = 100

const withDamage = <C extends JournalCheck>(checked: C, damage: Damage): C => ({
  ...checked,
  damaged: checked.damaged + 1,
  damages: checked.damages.length < maxDamages ? [...checked.damages, damage] : checked.damages,
})

const addEvent = (checked: Checked, event: JournalEvent<Json>): Checked => {
  switch (event._tag) {
    case 'Rewarded':
      return { ...checked, episodes: checked.episodes + 1 }
    case 'Snapshot':
      return { ...checked, snapshots: checked.snapshots + 1 }
    case 'Dropped':
      return { ...checked, dropped: checked.dropped + event.last - event.first + 1 }
    case 'Header':
    case 'Recalled':
    case 'PolicyUpdated':
    case 'Completed':
    case 'Command':
    case 'MachineChanged':
      return checked
  }
}

const addLine = (
  before: Checked,
  { number, bytes, ended, decoded, schema }: DecodedLine<Json>,
): Checked => {
  const checked = { ...before, schema }
  const damage = (reason: string): Damage => ({ line: number, bytes, reason })
  if (!ended) return { ...checked, torn: damage('its end is missing') }
  return pipe(
    decoded,
    E.flatMap((line) =>
      line === undefined ? E.right(undefined) : follow(line.event, schema)(checked.order),
    ),
    E.match(
      (reason) => ({
        ...withDamage(checked, damage(reason)),
        order: afterDamage(checked.order),
      }),
      (next) =>
        // What is read goes up to the first damage; after it, lines are only counted.
        checked.damaged > 0
          ? {
              ...checked,
              wholeAfter: checked.wholeAfter + 1,
              order: next?.order ?? checked.order,
            }
          : next === undefined
            ? { ...checked, skipped: checked.skipped + 1 }
            : {
                ...next.events.reduce(addEvent, checked),
                // An event of an older version comes after what was lost before it.
                ...(checked.missingBefore === undefined && next.events.length > 1
                  ? { missingBefore: number }
                  : {}),
                rounds: next.order.round,
                recalled: next.order.recalled,
                order: next.order,
              },
    ),
  )
}

const withoutHeader: Damage = { line: 1, bytes: 0, reason: 'it has no header, and nothing else' }

/** Reads the whole text of a journal and tells what is wrong with it, line by line, in constant memory. */
export const checkLines = async (chunks: Chunks): Promise<JournalCheck> => {
  let checked = nothingChecked
  for await (const line of decodeAnyLines(chunks)) {
    checked = addLine(checked, line)
    // Without a header nothing can be said of the other lines.
    if (!checked.order.begun && checked.damaged > 0) break
  }
  const { order, ...check } = checked
  return order.begun || check.damaged > 0 ? check : withDamage(check, withoutHeader)
}
