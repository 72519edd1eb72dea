import { type JournalLine } from './JournalLine.ts'

/**
 * A recorded search, read anew by each call: a journal's lines from the header on, in constant
 * memory where they come from a file (`journalLines` of `rxnas/node`). What cannot be read is thrown.
 */
export type Recorded<A> = () => AsyncIterable<JournalLine<A>> | Iterable<JournalLine<A>>
