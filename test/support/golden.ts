import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

/** Nested lists of numbers, as the golden files hold tensors. */
export type Nested = number | ReadonlyArray<Nested>

/** The numbers of a nested list, in order. */
export const flat = (nested: Nested): ReadonlyArray<number> =>
  typeof nested === 'number' ? [nested] : nested.flatMap(flat)

/** A golden file. Its vectors come from TensorFlow in Python; its description says how. */
export const golden = <A>(name: string): A =>
  JSON.parse(readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8')) as A

/**
 * Every number within a relative tolerance, or within 1e-6: a sum of single-precision numbers of
 * order one is no nearer to its value than that, however small it comes out.
 */
export const expectClose = (
  actual: ArrayLike<number>,
  expected: Nested,
  relative: number,
): void => {
  const wanted = flat(expected)
  expect(actual.length).toBe(wanted.length)
  wanted.forEach((w, i) => {
    const tolerance = Math.max(1e-6, relative * Math.abs(w))
    const away = Math.abs(actual[i]! - w)
    if (!(away <= tolerance))
      expect.fail(`number ${i} is ${actual[i]}, not ${w}: off by ${away}, tolerance ${tolerance}`)
  })
}
