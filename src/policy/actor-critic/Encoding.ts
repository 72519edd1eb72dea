import { type Decision } from '../../episode/index.ts'
import { type Description, slotOptions, type SearchSpace } from '../../space/index.ts'

/** An architecture as its decisions: the option at each place of the space, -1 where none is asked. */
export type Row = ReadonlyArray<number>

/** How a space's decisions are laid out for the critic. */
export interface Encoding {
  readonly slots: ReadonlyArray<{
    readonly path: string
    readonly of: number
    /** Options are numbers in order, so that neighbours are alike. */
    readonly ordered: boolean
    /** Decisions between the same options share a kind, as the edges of a cell do. */
    readonly kind: number
  }>
  readonly indexOf: ReadonlyMap<string, number>
  /** Offsets of the counts of each kind's options. */
  readonly countsAt: ReadonlyArray<number>
  readonly counts: number
  /** Whether some kind has two decisions: otherwise counts add nothing to the decisions. */
  readonly repeats: boolean
  readonly anyOrdered: boolean
  /** Whether every walk asks for every decision: then every row of options is an architecture's. */
  readonly complete: boolean
}

const isComplete = (d: Description): boolean => {
  switch (d._tag) {
    case 'Constant':
    case 'Choice':
      return true
    case 'Struct':
      return d.fields.every(([, field]) => isComplete(field))
    case 'Sequence':
      return d.min === d.max && isComplete(d.item)
    case 'OneOf':
      return d.branches.length === 1 && d.branches.every(([, branch]) => isComplete(branch))
    case 'Refine':
    case 'IMap':
      return isComplete(d.inner)
  }
}

const isAscending = (options: ReadonlyArray<unknown>): boolean =>
  options.length > 2 &&
  options.every((option, i) => {
    const before = options[i - 1]
    return typeof option === 'number' && (typeof before !== 'number' || before < option)
  })

/** The encoding of a space. */
export const encodingOf = (space: SearchSpace<unknown>): Encoding => {
  const kinds = new Map<string, number>()
  const sizes: Array<number> = []
  const slots = slotOptions(space).map(({ path, of, options }) => {
    const text = JSON.stringify(options)
    const kind = kinds.get(text) ?? kinds.size
    kinds.set(text, kind)
    sizes[kind] = of
    return { path, of, ordered: isAscending(options), kind }
  })
  const countsAt = sizes.map((_, kind) => sizes.slice(0, kind).reduce((a, b) => a + b, 0))
  return {
    slots,
    indexOf: new Map(slots.map(({ path }, i) => [path, i])),
    countsAt,
    counts: sizes.reduce((a, b) => a + b, 0),
    repeats: kinds.size < slots.length,
    anyOrdered: slots.some(({ ordered }) => ordered),
    complete: isComplete(space.description),
  }
}

/** The row of decisions. */
export const rowOf = (
  { slots, indexOf }: Encoding,
  decisions: ReadonlyArray<Pick<Decision, 'path' | 'option'>>,
): Row => {
  const row = new Array<number>(slots.length).fill(-1)
  for (const { path, option } of decisions) {
    const at = indexOf.get(path)
    if (at !== undefined) row[at] = option
  }
  return row
}

/** A 32-bit hash of a row (FNV-1a), kept of each architecture that was proposed. */
export const hashOf = (row: Row): number => {
  let hash = 0x811c9dc5
  for (const option of row) {
    hash = Math.imul(hash ^ ((option + 1) & 0xff), 0x01000193)
    hash = Math.imul(hash ^ ((option + 1) >>> 8), 0x01000193)
  }
  hash ^= hash >>> 15
  return Math.imul(hash, 0x85ebca6b) ^ (hash >>> 13)
}
