/** A number with its noun, as `1 episode` and `2 episodes`. */
export const counted = (n: number, noun: string, plural = `${noun}s`): string =>
  `${n} ${n === 1 ? noun : plural}`
