import { statSync } from 'node:fs'
import { join } from 'node:path'

/** The journal that a person means: a file, or a search's folder, which holds one. */
export const journalFile = (given: string): string =>
  statSync(given, { throwIfNoEntry: false })?.isDirectory() === true
    ? join(given, 'journal.jsonl')
    : given

/** What such an argument is called in the help. */
export const journalArgument = ['<run>', 'a journal, or the folder of a search'] as const
