import * as E from 'fp-ts/lib/Either.js'
import { expect } from 'vitest'
import { decodeArchitecture, type SearchSpace, type Walk } from '../../src/core.ts'

/** The end of a walk, and the decisions that led there. */
export interface Ending {
  readonly candidate: unknown
  readonly decisions: ReadonlyArray<{ path: string; option: number; of: number }>
}

/** Every ending of a walk, or nothing where there are more than the limit. */
export const endings = (
  at: Walk,
  limit: number,
  decisions: Ending['decisions'] = [],
): ReadonlyArray<Ending> | undefined => {
  if (at._tag === 'Done') return [{ candidate: at.candidate, decisions }]
  const all: Array<Ending> = []
  for (let option = 0; option < at.of; option++) {
    const taken = { path: at.path, option, of: at.of }
    const below = endings(at.choose(option), limit - all.length, [...decisions, taken])
    if (below === undefined || all.length + below.length > limit) return undefined
    all.push(...below)
  }
  return all
}

/** The architecture of a candidate that a space must not refuse. */
export const decoded = <A>(space: SearchSpace<A>, candidate: unknown): A => {
  const architecture = decodeArchitecture(space)(candidate)
  if (E.isLeft(architecture)) throw new Error(architecture.left.message)
  return architecture.right
}

/** Draws fall on so many cells in the given proportions (default equal), by chi-square. */
export const expectProportions = (
  draws: ReadonlyArray<string>,
  cells: number,
  part: (cell: string) => number = () => 1 / cells,
): void => {
  const counts = new Map<string, number>()
  for (const draw of draws) counts.set(draw, (counts.get(draw) ?? 0) + 1)
  expect(counts.size).toBe(cells)
  const chi = [...counts].reduce((sum, [cell, n]) => {
    const expected = draws.length * part(cell)
    return sum + (n - expected) ** 2 / expected
  }, 0)
  // The mean of a chi-square is its degrees of freedom, its variance twice that.
  expect(chi).toBeLessThan(cells - 1 + 4 * Math.sqrt(2 * (cells - 1)))
}
