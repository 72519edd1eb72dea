/** The names in a step's graph: `i` counts variables, `k` batch sizes. */
export const named = {
  variable: (i: number): string => `variable_${i}`,
  /** Where variable `i` is given its first value. */
  given: (i: number): string => `given_${i}`,
  read: (i: number): string => `read_${i}`,
  /** What the optimizer keeps of variable `i`. */
  slot: (slot: string, i: number): string => `${slot}_${i}`,
  /** Gives all variables what was given. */
  bring: 'bring',
  /** Gives the optimizer's slots zeros. */
  clear: 'clear',
  /** Done when every variable has been read: none is written before. */
  allRead: 'all_read',
  batch: (k: number): string => `batch_${k}`,
  labels: (k: number): string => `labels_${k}`,
  seed: (dropout: number): string => `seed_${dropout}`,
  loss: (k: number): string => `loss_${k}`,
} as const
