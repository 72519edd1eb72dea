/** That what is told of a journal goes up to its first damaged line; nothing of one that is whole. */
export const beforeDamage = (line: number | undefined): string =>
  line === undefined ? '' : ` before the damage at line ${line}`
