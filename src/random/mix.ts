import { checkOptions, seedNumber } from '../common/index.ts'

/** MurmurHash3's 32-bit finalizer: a bijection of 32-bit words whose every input bit moves half the output bits. */
export const mix32 = (word: number): number => {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * A seed derived from another by labels: `deriveSeed(searchSeed, episode)` is the seed of that
 * episode's child. Derived seeds do not depend on the order in which they are asked for.
 *
 * @returns an unsigned 32-bit integer
 * @throws RangeError where the seed is no whole number of 32 bits, and another would give the same.
 * @example
 * import { deriveSeed } from 'rxnas'
 *
 * console.log(deriveSeed(7, 0) !== deriveSeed(7, 1)) // true
 */
export const deriveSeed = (seed: number, ...labels: ReadonlyArray<number>): number => {
  checkOptions('deriveSeed()', { seed }, { seed: seedNumber })
  return labels.reduce(
    (acc, label) => mix32(mix32(acc + 0x9e3779b9) ^ mix32(label ^ 0x7f4a7c15)),
    mix32(seed),
  )
}
