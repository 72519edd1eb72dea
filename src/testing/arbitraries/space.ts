import * as fc from 'fast-check'
import {
  boolean,
  choice,
  constant,
  float,
  int,
  oneOf,
  type SearchSpace,
  sequence,
  struct,
} from '../../core.ts'

// What every object has is a name like any other.
const names = ['a', 'b', 'c', 'constructor', '__proto__'] as const
const branchNames = ['conv', 'pool', 'skip', 'toString'] as const
const tags = ['op', 'hasOwnProperty'] as const

const leaf: fc.Arbitrary<SearchSpace<unknown>> = fc.oneof(
  fc.constant(boolean()),
  fc.integer({ min: -3, max: 3 }).map((value) => constant(value)),
  fc
    .uniqueArray(fc.constantFrom('relu', 'tanh', 'elu', 'gelu'), { minLength: 1 })
    .map((options) => choice(...options)),
  fc
    .uniqueArray(fc.constantFrom([3, 3], [5, 5], { side: 7 }, 1), { minLength: 1 })
    .map((options) => choice(...options)),
  fc.integer({ min: 0, max: 3 }).map((extra) => int({ min: 1, max: 1 + extra })),
  fc.integer({ min: 2, max: 3 }).map((bins) => float({ min: 0.1, max: 1, bins, scale: 'log' })),
)

const fields = (
  inner: fc.Arbitrary<SearchSpace<unknown>>,
): fc.Arbitrary<Readonly<Record<string, SearchSpace<unknown>>>> =>
  fc.dictionary(fc.constantFrom(...names), inner, { maxKeys: 3, noNullPrototype: true })

const { space } = fc.letrec<{ space: SearchSpace<unknown> }>((tie) => ({
  space: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fields(tie('space')).map(struct),
    fc
      .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }), tie('space'))
      .map(([min, more, item]) => sequence(min, min + more, item)),
    fc
      .tuple(
        fc.constantFrom(...tags),
        fc.dictionary(fc.constantFrom(...branchNames), fields(tie('space')), {
          minKeys: 1,
          maxKeys: 3,
          noNullPrototype: true,
        }),
      )
      .map(([tag, branches]) => oneOf(tag, branches)),
  ),
}))

/** Search spaces of every kind of node, nested a few levels deep. They shrink towards one choice. */
export const searchSpace: fc.Arbitrary<SearchSpace<unknown>> = space
