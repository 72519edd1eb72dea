import { cachedBy } from './cachedBy.ts'
import { type Description } from './SearchSpace.ts'

/** The most options of a decision: more would be weights that no search can learn. */
export const mostOptions = 1_000_000

/** The most items of a sequence. */
export const mostItems = 10_000

/** The most decisions that a space may ask for. */
export const mostDecisions = 1_000_000

/** How many decisions a space can ask for at most, in all its branches, without making any. */
export const countDecisions: (d: Description) => number = cachedBy((d: Description): number => {
  switch (d._tag) {
    case 'Constant':
      return 0
    case 'Choice':
      return d.options.length > 1 ? 1 : 0
    case 'Struct':
      return d.fields.reduce((sum, [, field]) => sum + countDecisions(field), 0)
    case 'Sequence':
      return (d.max > d.min ? 1 : 0) + d.max * countDecisions(d.item)
    case 'OneOf':
      return (
        (d.branches.length > 1 ? 1 : 0) +
        d.branches.reduce((sum, [, branch]) => sum + countDecisions(branch), 0)
      )
    case 'Refine':
    case 'IMap':
      return countDecisions(d.inner)
  }
})
