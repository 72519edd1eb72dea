/** Digits that tell a number from those near it; those of single precision are sure of fewer. */
const digits = { double: 10, single: 7 } as const

const describe = (x: number): string =>
  Number.isInteger(x)
    ? String(x)
    : String(Number(x.toPrecision(Math.fround(x) === x ? digits.single : digits.double)))

/** The least and the greatest of numbers for a person, as exact as they are written. */
export const describeRange = (low: number, high: number): string =>
  `${describe(low)} to ${describe(high)}`
