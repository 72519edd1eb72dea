import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  architectureKey,
  cardinality,
  choice,
  int,
  oneOf,
  randomState,
  refine,
  sample,
  type SearchSpace,
  sequence,
  struct,
} from '../../src/core.ts'
import { searchSpace } from '../../src/testing/index.ts'
import { expectProportions } from './support.ts'

const layer = oneOf('op', {
  conv: { k: choice(1, 3, 5), act: choice('relu', 'tanh') },
  pool: { size: choice(2, 3) },
  skip: {},
})

const isOdd = (n: number): string | undefined => (n % 2 === 1 ? undefined : `${n} is even`)

/** The keys of so many draws. */
const draws = (space: SearchSpace<unknown>, count: number): ReadonlyArray<string> => {
  let state = randomState(5)
  return Array.from({ length: count }, () => {
    const [drawn, next] = sample(space)(state)
    state = next
    if (E.isLeft(drawn)) throw new Error(drawn.left.message)
    return architectureKey(space)(drawn.right)
  })
}

describe('sample', () => {
  it.each<[string, SearchSpace<unknown>, number]>([
    ['branches of unequal size', layer, 9],
    ['branches inside sequences', sequence(0, 2, layer), 91],
    [
      'sequences of unequal length inside branches',
      oneOf('op', { deep: { units: sequence(1, 3, choice(8, 16, 32)) }, flat: {} }),
      40,
    ],
    [
      'a refinement',
      refine(sequence(0, 2, layer), (layers) =>
        layers.length === 2 && layers[0]?.op === layers[1]?.op ? 'twice the same' : undefined,
      ),
      91 - 36 - 4 - 1,
    ],
    [
      'a refinement inside a branch',
      oneOf('op', { odd: { n: refine(int({ min: 1, max: 7 }), isOdd) }, skip: {} }),
      5,
    ],
  ])('is uniform over architectures: %s', (_, space, cells) => {
    expectProportions(draws(space, 150 * cells), cells)
  })

  it('is a function of the generator’s state, and leaves another', () => {
    fc.assert(
      fc.property(searchSpace, fc.nat(), (space, seed) => {
        const state = randomState(seed)
        const [drawn, next] = sample(space)(state)
        expect(E.isRight(drawn)).toBe(true)
        expect(sample(space)(state)).toEqual([drawn, next])
        if (cardinality(space) > 1n) expect(next).not.toEqual(state)
      }),
    )
  })

  it('gives up after its tries, with the last reason', () => {
    let asked = 0
    const none = struct({
      n: refine(int({ min: 1, max: 9 }), (n) => `${n} is the draw ${++asked}`),
    })
    const [drawn] = sample(none, 7)(randomState(1))
    expect(drawn).toMatchObject({
      left: { path: 'n', message: expect.stringMatching(/^\d is the draw 7$/) as string },
    })
    expect(asked).toBe(7)
  })
})
