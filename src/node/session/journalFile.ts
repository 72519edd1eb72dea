import { statSync } from 'node:fs'
import { join } from 'node:path'

/** The journal that a person means: a file, or a search's folder, which holds one. */
export const journalFile = (given: string): string =>
  statSync(given, { throwIfNoEntry: false })?.isDirectory() === true
    ? join(given, 'journal.jsonl')
    : given

/** The journal of a search's baseline: beside the search's own, and named after it. */
export const baselineFile = (journal: string): string =>
  `${journal.replace(/\.jsonl$/, '')}.baseline.jsonl`
