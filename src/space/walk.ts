import { logCardinalityOf } from './cardinality.ts'
import { type Json } from './Json.ts'
import { inside, ofChoice } from './path.ts'
import { type Description, descriptionOf, type SearchSpace } from './SearchSpace.ts'

/** A decision that waits for an option. */
export interface Decide {
  readonly _tag: 'Decide'
  /** What is decided, as `layers.0.kernel`. */
  readonly path: string
  /** How many options there are, 2 or more: what has one option is not asked. */
  readonly of: number
  /** The natural logarithm of how many architectures lie behind the option, up to a constant. */
  readonly logSize: (option: number) => number
  /** The rest of the walk once the option is taken. */
  readonly choose: (option: number) => Walk
}

/** The end of a walk: everything is decided. */
export interface Done {
  readonly _tag: 'Done'
  /** The encoded architecture; a refinement may still reject it. */
  readonly candidate: Json
}

/**
 * The decisions of a space, one after another: what a policy that decides by categories walks.
 * Decisions of a branch not taken do not appear.
 */
export type Walk = Decide | Done

type Next = (value: Json) => Walk

const decide = (
  path: string,
  of: number,
  logSize: (option: number) => number,
  choose: (option: number) => Walk,
): Walk => (of === 1 ? choose(0) : { _tag: 'Decide', path, of, logSize, choose })

const walkFields = (
  fields: ReadonlyArray<readonly [string, Description]>,
  path: string,
  decided: { readonly [key: string]: Json },
  next: Next,
): Walk => {
  const [first, ...rest] = fields
  if (first === undefined) return next(decided)
  const [name, field] = first
  return walkOf(field, inside(path, name), (value) =>
    walkFields(rest, path, { ...decided, [name]: value }, next),
  )
}

const walkItems = (
  item: Description,
  length: number,
  path: string,
  decided: ReadonlyArray<Json>,
  next: Next,
): Walk =>
  decided.length === length
    ? next(decided)
    : walkOf(item, inside(path, String(decided.length)), (value) =>
        walkItems(item, length, path, [...decided, value], next),
      )

const walkOf = (d: Description, path: string, next: Next): Walk => {
  switch (d._tag) {
    case 'Constant':
      return next(d.value)
    case 'Choice':
      return decide(
        ofChoice(path),
        d.options.length,
        () => 0,
        (option) => next(d.options[option] ?? null),
      )
    case 'Struct':
      return walkFields(d.fields, path, {}, next)
    case 'Sequence': {
      const logItem = logCardinalityOf(d.item)
      return decide(
        inside(path, 'length'),
        d.max - d.min + 1,
        (option) => (d.min + option === 0 ? 0 : (d.min + option) * logItem),
        (option) => walkItems(d.item, d.min + option, path, [], next),
      )
    }
    case 'OneOf':
      return decide(
        inside(path, d.tag),
        d.branches.length,
        (option) => {
          const branch = d.branches[option]
          return branch === undefined ? -Infinity : logCardinalityOf(branch[1])
        },
        (option) => {
          const branch = d.branches[option]
          if (branch === undefined) return next(null)
          const [name, fields] = branch
          return walkFields(
            fields._tag === 'Struct' ? fields.fields : [],
            // The branch is part of the path: its fields are other decisions than another branch's.
            inside(path, name),
            { [d.tag]: name },
            next,
          )
        },
      )
    case 'Refine':
    case 'IMap':
      return walkOf(d.inner, path, next)
  }
}

/**
 * The walk through a space's decisions.
 *
 * @example
 * import { choice, struct } from 'rxnas'
 * import { walk } from 'rxnas/space'
 *
 * const first = walk(struct({ op: choice('conv', 'pool'), width: choice(8, 16) }))
 * console.log(first._tag === 'Decide' && [first.path, first.of]) // [ 'op', 2 ]
 */
export const walk = (space: SearchSpace<unknown>): Walk =>
  walkOf(descriptionOf('walk()', space), '', (candidate) => ({ _tag: 'Done', candidate }))

/** A place where a space can ask for a decision, and how many options it has there. */
export interface DecisionSlot {
  readonly path: string
  readonly of: number
}

/** A decision's place with the values it can take. */
export interface SlotOptions extends DecisionSlot {
  readonly options: ReadonlyArray<Json>
}

const slotsOf = (d: Description, path: string): ReadonlyArray<SlotOptions> => {
  const slot = (at: string, options: ReadonlyArray<Json>): ReadonlyArray<SlotOptions> =>
    options.length > 1 ? [{ path: at, of: options.length, options }] : []
  switch (d._tag) {
    case 'Constant':
      return []
    case 'Choice':
      return slot(ofChoice(path), d.options)
    case 'Struct':
      return d.fields.flatMap(([name, field]) => slotsOf(field, inside(path, name)))
    case 'Sequence':
      return [
        ...slot(
          inside(path, 'length'),
          Array.from({ length: d.max - d.min + 1 }, (_, i) => d.min + i),
        ),
        ...Array.from({ length: d.max }, (_, i) => slotsOf(d.item, inside(path, String(i)))).flat(),
      ]
    case 'OneOf':
      return [
        ...slot(
          inside(path, d.tag),
          d.branches.map(([name]) => name),
        ),
        ...d.branches.flatMap(([name, branch]) => slotsOf(branch, inside(path, name))),
      ]
    case 'Refine':
    case 'IMap':
      return slotsOf(d.inner, path)
  }
}

/** Every decision that some walk of the space meets, in walking order: what a controller has weights for. */
export const decisionSlots = (space: SearchSpace<unknown>): ReadonlyArray<DecisionSlot> =>
  slotsOf(space.description, '').map(({ path, of }) => ({ path, of }))

/** As {@link decisionSlots}, with what each decision is between: a length is a number, a branch its name. */
export const slotOptions = (space: SearchSpace<unknown>): ReadonlyArray<SlotOptions> =>
  slotsOf(space.description, '')
