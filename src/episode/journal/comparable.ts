const timed: ReadonlySet<string> = new Set(['at', 'seconds', 'latency', 'chain'])

/** A journal line as it is the same in every run of the same search: without times, durations and hashes. */
export const comparable = (line: string): string =>
  JSON.stringify(JSON.parse(line), (key, value: unknown) => (timed.has(key) ? undefined : value))
