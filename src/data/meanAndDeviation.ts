/** By what numbers are scaled. */
export interface MeanAndDeviation {
  readonly mean: number
  readonly deviation: number
}

/** The least and the greatest of numbers, NaN left out; infinities where there are none. */
export const extremesOf = (
  count: number,
  at: (place: number) => number,
): readonly [low: number, high: number] => {
  let [low, high] = [Infinity, -Infinity]
  for (let i = 0; i < count; i++) {
    const value = at(i)
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

/**
 * Mean and standard deviation of numbers, which may be as large as numbers are; a deviation of 1
 * where they are all equal, as dividing by none would make infinities.
 *
 * @param at - the number at a place from 0 to `count - 1`
 */
export const meanAndDeviation = (
  count: number,
  at: (place: number) => number,
): MeanAndDeviation => {
  const [low, high] = extremesOf(count, at)
  if (count === 0) return { mean: 0, deviation: 1 }
  if (low === high) return { mean: low, deviation: 1 }
  // About the middle, and in parts of the range, neither sums nor squares leave what a number holds.
  const middle = low / 2 + high / 2
  const half = high / 2 - low / 2
  // Of the smallest numbers that there are the half is none.
  if (half === 0) return { mean: low, deviation: 1 }
  let sum = 0
  for (let i = 0; i < count; i++) sum += (at(i) - middle) / half
  const mean = sum / count
  let squares = 0
  for (let i = 0; i < count; i++) squares += ((at(i) - middle) / half - mean) ** 2
  return { mean: middle + mean * half, deviation: Math.sqrt(squares / count) * half }
}
