import { type Json } from './Json.ts'
import { type Description, descriptionOf, type SearchSpace } from './SearchSpace.ts'

const describeOf = (d: Description): Json => {
  switch (d._tag) {
    case 'Constant':
      return { constant: d.value }
    case 'Choice':
      return { choice: d.options }
    case 'Struct':
      return {
        struct: Object.fromEntries(d.fields.map(([name, field]) => [name, describeOf(field)])),
      }
    case 'Sequence':
      return { sequence: describeOf(d.item), min: d.min, max: d.max }
    case 'OneOf':
      return {
        oneOf: d.tag,
        branches: Object.fromEntries(
          d.branches.map(([name, branch]) => [name, describeOf(branch)]),
        ),
      }
    case 'Refine':
      return { refine: describeOf(d.inner) }
    case 'IMap':
      return { imap: describeOf(d.inner) }
  }
}

/** A space as JSON: what a journal's first line says of it. */
export const describeSpace = (space: SearchSpace<unknown>): Json =>
  describeOf(descriptionOf('describeSpace()', space))
