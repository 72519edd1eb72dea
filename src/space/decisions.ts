import { fieldOf as ownField } from '../common/index.ts'
import { codec } from './codec.ts'
import { equalJson } from './Json.ts'
import { inside, ofChoice } from './path.ts'
import { type Description, descriptionOf, type SearchSpace } from './SearchSpace.ts'
import { type DecisionSlot } from './walk.ts'

/** A decision and the option it took, from 0. */
export interface DecisionTaken extends DecisionSlot {
  readonly option: number
}

const decisionAt = (path: string, option: number, of: number): ReadonlyArray<DecisionTaken> => {
  if (option < 0 || option >= of)
    throw new TypeError(`the value at ${path} is not an option of the space`)
  return of > 1 ? [{ path, option, of }] : []
}

const fieldOf = (encoded: unknown, name: string): unknown =>
  typeof encoded === 'object' && encoded !== null ? ownField(encoded, name) : undefined

const itemsOf = (encoded: unknown): ReadonlyArray<unknown> =>
  Array.isArray(encoded) ? encoded : []

const decisionsIn = (
  d: Description,
  path: string,
  encoded: unknown,
): ReadonlyArray<DecisionTaken> => {
  switch (d._tag) {
    case 'Constant':
      return []
    case 'Choice':
      return decisionAt(
        ofChoice(path),
        d.options.findIndex((option) => equalJson(option, encoded)),
        d.options.length,
      )
    case 'Struct':
      return d.fields.flatMap(([name, field]) =>
        decisionsIn(field, inside(path, name), fieldOf(encoded, name)),
      )
    case 'Sequence': {
      const items = itemsOf(encoded)
      return [
        ...decisionAt(inside(path, 'length'), items.length - d.min, d.max - d.min + 1),
        ...items.flatMap((item, i) => decisionsIn(d.item, inside(path, String(i)), item)),
      ]
    }
    case 'OneOf': {
      const option = d.branches.findIndex(([name]) => name === fieldOf(encoded, d.tag))
      const branch = d.branches[option]
      return [
        ...decisionAt(inside(path, d.tag), option, d.branches.length),
        ...(branch === undefined ? [] : decisionsIn(branch[1], inside(path, branch[0]), encoded)),
      ]
    }
    case 'Refine':
    case 'IMap':
      return decisionsIn(d.inner, path, encoded)
  }
}

/**
 * The decisions that lead to an architecture, in walking order: the one trace that ends in it.
 *
 * @throws TypeError where the value is no architecture of the space: a mistake in the program.
 * @example
 * import { choice, sequence } from 'rxnas'
 * import { decisionsOf } from 'rxnas/space'
 *
 * const widths = sequence(1, 2, choice(8, 16, 32))
 * console.log(decisionsOf(widths)([16]).map(({ path, option }) => `${path}: ${option}`))
 * // [ 'length: 0', '0: 1' ]
 */
export const decisionsOf =
  <A>(space: SearchSpace<A>) =>
  (architecture: A): ReadonlyArray<DecisionTaken> =>
    decisionsIn(descriptionOf('decisionsOf()', space), '', codec(space).encode(architecture))
