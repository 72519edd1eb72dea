import { cachedBy } from './cachedBy.ts'
import { type Description, descriptionOf, type SearchSpace } from './SearchSpace.ts'

const sum = (xs: ReadonlyArray<bigint>): bigint => xs.reduce((a, b) => a + b, 0n)

const cardinalityOf = (d: Description): bigint => {
  switch (d._tag) {
    case 'Constant':
      return 1n
    case 'Choice':
      return BigInt(d.options.length)
    case 'Struct':
      return d.fields.reduce((n, [, field]) => n * cardinalityOf(field), 1n)
    case 'Sequence': {
      const item = cardinalityOf(d.item)
      return sum(Array.from({ length: d.max - d.min + 1 }, (_, i) => item ** BigInt(d.min + i)))
    }
    case 'OneOf':
      return sum(d.branches.map(([, branch]) => cardinalityOf(branch)))
    case 'Refine':
    case 'IMap':
      return cardinalityOf(d.inner)
  }
}

/**
 * How many architectures a space has. What a refinement rejects is counted: which those are is
 * known only by trying each.
 */
export const cardinality = (space: SearchSpace<unknown>): bigint =>
  cardinalityOf(descriptionOf('cardinality()', space))

const logSumExp = (xs: ReadonlyArray<number>): number => {
  const top = Math.max(...xs)
  return top + Math.log(xs.reduce((acc, x) => acc + Math.exp(x - top), 0))
}

/** The natural logarithm of a description's cardinality: finite where the count itself overflows. */
export const logCardinalityOf: (d: Description) => number = cachedBy((d: Description): number => {
  switch (d._tag) {
    case 'Constant':
      return 0
    case 'Choice':
      return Math.log(d.options.length)
    case 'Struct':
      return d.fields.reduce((n, [, field]) => n + logCardinalityOf(field), 0)
    case 'Sequence': {
      const item = logCardinalityOf(d.item)
      return logSumExp(
        Array.from({ length: d.max - d.min + 1 }, (_, i) =>
          d.min + i === 0 ? 0 : (d.min + i) * item,
        ),
      )
    }
    case 'OneOf':
      return logSumExp(d.branches.map(([, branch]) => logCardinalityOf(branch)))
    case 'Refine':
    case 'IMap':
      return logCardinalityOf(d.inner)
  }
})
