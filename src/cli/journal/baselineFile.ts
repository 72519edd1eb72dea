/** The journal of a search's baseline: beside the search's own, and named after it. */
export const baselineFile = (journal: string): string =>
  `${journal.replace(/\.jsonl$/, '')}.baseline.jsonl`
