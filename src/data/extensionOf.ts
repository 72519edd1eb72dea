/** The ending of a file's name with its dot, in lower case; empty where it has none. */
export const extensionOf = (file: string): string =>
  /[^/\\](\.[^./\\]*)$/.exec(file)?.[1]?.toLowerCase() ?? ''
