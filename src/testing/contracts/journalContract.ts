import * as fc from 'fast-check'
import { checkOptions, wholeNumber } from '../../common/index.ts'
import {
  canonicalJson,
  type Json,
  type JournalEvent,
  type JournalHeader,
  type JournalLine,
  journalLineCodec,
  type SearchSpace,
} from '../../index.ts'
import {
  journal,
  type JournalOptions,
  shuffledJournal,
  tornJournal,
} from '../arbitraries/journal.ts'

/** What reading a journal gives: its lines, and at last perhaps why it does not go on. */
export type JournalReading<A> =
  | { readonly _tag: 'Line'; readonly number: number; readonly line: JournalLine<A> }
  | { readonly _tag: 'Torn'; readonly number: number }
  | { readonly _tag: 'Stopped'; readonly error: { readonly message: string } }

/** A way to keep journals, and how hard to try it. */
export interface JournalUnderTest<A> extends JournalOptions {
  readonly space: SearchSpace<A>
  /** Writes a journal anew, and gives the text of its file. */
  readonly write: (
    header: JournalHeader,
    events: ReadonlyArray<JournalEvent<A>>,
  ) => string | Promise<string>
  /** Reads the text of a journal's file. */
  readonly read: (text: string) => Iterable<JournalReading<A>> | AsyncIterable<JournalReading<A>>
  /** Journals of each kind that are tried; default 20. */
  readonly runs?: number
}

const demand = (holds: boolean, law: string): void => {
  if (!holds) throw new Error(`journalContract: ${law}`)
}

const shapeOf = <A>(readings: ReadonlyArray<JournalReading<A>>): string =>
  readings.map(({ _tag }) => _tag).join(' ')

/**
 * Asserts the laws of a journal on random searches: what is written is read back, line by line; a
 * torn last line is told and left out; damage anywhere else stops the reading at its line, and so
 * does a header that is not at the first; lines are read in the order of the file.
 *
 * @throws Error naming the law that is broken, as a rejection; fast-check's message holds the smallest journal that breaks it.
 * @example
 * import { choice } from 'rxnas'
 * import { journalLineCodec } from 'rxnas/episode'
 * import { journalContract, type JournalReading } from 'rxnas/testing'
 *
 * const space = choice(8, 16)
 * const codec = journalLineCodec(space)
 * const decoded = (text: string) => {
 *   try {
 *     return codec.decode(JSON.parse(text))
 *   } catch {
 *     return codec.decode(undefined)
 *   }
 * }
 * await journalContract({
 *   space,
 *   write: (header, events) =>
 *     [header, ...events]
 *       .map((event) => `${JSON.stringify(codec.encode({ at: 'now', event }))}\n`)
 *       .join(''),
 *   *read(text): Generator<JournalReading<8 | 16>> {
 *     const lines = text.split('\n')
 *     const torn = lines.pop() !== ''
 *     for (const [i, text] of lines.entries()) {
 *       const line = decoded(text)
 *       if (line._tag === 'Left' || (line.right.event._tag === 'Header') !== (i === 0))
 *         return yield { _tag: 'Stopped', error: { message: `line ${i + 1} is damaged` } }
 *       yield { _tag: 'Line', number: i + 1, line: line.right }
 *     }
 *     if (torn) yield { _tag: 'Torn', number: lines.length + 1 }
 *   },
 * })
 */
export const journalContract = async <A>({
  space,
  write,
  read,
  runs = 20,
  ...options
}: JournalUnderTest<A>): Promise<void> => {
  checkOptions('journalContract()', { runs }, { runs: wholeNumber(1) })
  const codec = journalLineCodec(space)
  const textOf = (event: JournalEvent<A>): string =>
    // A codec of journal lines encodes to JSON.
    canonicalJson((codec.encode({ at: '', event }) as { readonly event: Json }).event)
  const readings = async (text: string): Promise<ReadonlyArray<JournalReading<A>>> => {
    const all: Array<JournalReading<A>> = []
    for await (const one of read(text)) all.push(one)
    return all
  }
  const eventsIn = (all: ReadonlyArray<JournalReading<A>>): ReadonlyArray<string> =>
    all.flatMap((one) => (one._tag === 'Line' ? [textOf(one.line.event)] : []))
  const effort = { numRuns: runs, includeErrorInReport: true }
  const same = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
    a.length === b.length && a.every((text, i) => text === b[i])

  await fc.assert(
    fc.asyncProperty(journal(space, options), async ({ header, events, text }) => {
      const written = await write(header, events)
      const all = await readings(written)
      demand(
        same(eventsIn(all), [header, ...events].map(textOf)) && all.length === events.length + 1,
        `of ${events.length + 1} lines written it reads ${shapeOf(all)}`,
      )
      demand(
        same(eventsIn(await readings(text)), eventsIn(all)),
        'it does not read the lines that another writer wrote',
      )
    }),
    effort,
  )
  await fc.assert(
    fc.asyncProperty(tornJournal(space, options), async ({ text, whole }) => {
      const all = await readings(text)
      const last = all.at(-1)
      demand(
        all.length === whole + 1 && last?._tag === 'Torn' && last.number === whole + 1,
        `of ${whole} whole lines and a torn one it reads ${shapeOf(all)}`,
      )
    }),
    effort,
  )
  await fc.assert(
    fc.asyncProperty(journal(space, options), fc.nat(), async ({ lines }, pick) => {
      const damaged = pick % lines.length
      const all = await readings(
        lines.map((line, i) => `${i === damaged ? line.slice(1) : line}\n`).join(''),
      )
      demand(
        all.length === damaged + 1 && all.at(-1)?._tag === 'Stopped',
        `with line ${damaged + 1} damaged it reads ${shapeOf(all)}`,
      )
    }),
    effort,
  )
  await fc.assert(
    fc.asyncProperty(shuffledJournal(space, options), async ({ text, lines, header }) => {
      const all = await readings(text)
      const first = lines[0]?.includes(`"${header._tag}"`) === true
      demand(
        first || (all.length === 1 && all[0]?._tag === 'Stopped'),
        `where the header is not at the first line it reads ${shapeOf(all)}`,
      )
      const events = eventsIn(all)
      demand(
        same(
          events,
          lines
            .slice(0, events.length)
            .map((line) => canonicalJson((JSON.parse(line) as { readonly event: Json }).event)),
        ),
        'it reads lines in another order than that of the file',
      )
    }),
    effort,
  )
}
