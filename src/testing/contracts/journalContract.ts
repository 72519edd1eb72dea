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
} from '../../core.ts'
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
  /** An event of a version to come that may be skipped. */
  | { readonly _tag: 'Skipped'; readonly number: number }
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
 * does a header that is not at the first; lines are read in the order of the file; a byte that is
 * changed, and a line that is lost, repeated or changed for the next, stop it by the lines' hashes.
 *
 * @throws Error naming the law that is broken, as a rejection; fast-check's message holds the smallest journal that breaks it.
 * @example
 * import { choice } from 'rxnas'
 * import { chainLine, isChained, journalLineCodec } from 'rxnas/episode'
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
 *   write(header, events) {
 *     let text = ''
 *     let before: string | undefined
 *     for (const event of [header, ...events]) {
 *       before = chainLine(JSON.stringify(codec.encode({ at: new Date().toISOString(), event })), before)
 *       text += `${before}\n`
 *     }
 *     return text
 *   },
 *   *read(text): Generator<JournalReading<8 | 16>> {
 *     const lines = text.split('\n')
 *     const torn = lines.pop() !== ''
 *     for (const [i, text] of lines.entries()) {
 *       const line = isChained(text, lines[i - 1]) ? decoded(text) : decoded('')
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
  /** Reads a text, the lines of which are wrong from one on. */
  const stopsAt = async (text: string, line: number, what: string): Promise<void> => {
    const all = await readings(text)
    demand(
      all.length === line && all.at(-1)?._tag === 'Stopped',
      `with ${what} it reads ${shapeOf(all)}`,
    )
  }
  const textOfLines = (lines: ReadonlyArray<string>): string =>
    lines.map((line) => `${line}\n`).join('')
  await fc.assert(
    fc.asyncProperty(journal(space, options), fc.nat(), fc.nat(), async ({ lines }, pick, at) => {
      const changed = pick % lines.length
      const before = lines[changed] ?? ''
      const place = at % before.length
      const other = before[place] === '0' ? '1' : '0'
      await stopsAt(
        textOfLines(
          lines.map((line, i) =>
            i === changed ? `${line.slice(0, place)}${other}${line.slice(place + 1)}` : line,
          ),
        ),
        changed + 1,
        `character ${place + 1} of line ${changed + 1} changed`,
      )
    }),
    effort,
  )
  await fc.assert(
    fc.asyncProperty(
      journal(space, options).filter(({ lines }) => lines.length > 2),
      fc.nat(),
      async ({ lines }, pick) => {
        // Not the first, whose loss is one of the header, nor one at the end.
        const lost = 1 + (pick % (lines.length - 2))
        const next = lost + 1
        const line = `line ${lost + 1}`
        await stopsAt(textOfLines(lines.toSpliced(lost, 1)), lost + 1, `${line} lost`)
        await stopsAt(
          textOfLines(lines.toSpliced(next, 0, lines[lost] ?? '')),
          next + 1,
          `${line} repeated`,
        )
        await stopsAt(
          textOfLines(lines.toSpliced(lost, 2, lines[next] ?? '', lines[lost] ?? '')),
          lost + 1,
          `${line} changed for the next`,
        )
      },
    ),
    effort,
  )
}
