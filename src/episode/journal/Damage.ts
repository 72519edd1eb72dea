/** A line of a journal that is wrong, and why. */
export interface Damage {
  /** From 1. */
  readonly line: number
  readonly bytes: number
  readonly reason: string
}
