/** The same number, but for -0, which a journal would give back as 0. */
export const normalizeNegativeZero = (value: number): number => value + 0
