/** A journal line as it is the same in every run of the same search: without times and durations. */
export const comparable = (line: string): string =>
  JSON.stringify(JSON.parse(line), (key, value: unknown) =>
    key === 'at' || key === 'seconds' ? undefined : value,
  )
