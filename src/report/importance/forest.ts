import { nextBelow, type RandomState } from '../../core.ts'

/**
 * A regression tree over categorical decisions. A leaf predicts; a split sends some options of one
 * decision left.
 */
export type Tree =
  | { readonly _tag: 'Leaf'; readonly value: number }
  | {
      readonly _tag: 'Split'
      readonly decision: number
      /** By option: whether it goes left. */
      readonly left: ReadonlyArray<boolean>
      readonly yes: Tree
      readonly no: Tree
    }

/** Rows of options, a column for each decision, and the value of each row. */
export interface Sample {
  /** By decision, then by row. */
  readonly options: ReadonlyArray<ArrayLike<number>>
  /** How many options each decision has. */
  readonly sizes: ReadonlyArray<number>
  readonly values: ArrayLike<number>
}

interface Split {
  readonly decision: number
  readonly left: ReadonlyArray<boolean>
  readonly gain: number
}

/** How a forest is grown. */
export interface ForestOptions {
  readonly trees: number
  /** Rows that a leaf has at least. */
  readonly leaf: number
  readonly depth: number
}

const at = (numbers: ArrayLike<number> | undefined, place: number): number => numbers?.[place] ?? 0

/**
 * The best split of rows by one decision: its options in the order of their means, cut in two. No
 * other division of the options into two parts leaves less variance (Fisher, "On grouping for maximum
 * homogeneity", 1958).
 */
const splitBy = (
  { options, sizes, values }: Sample,
  rows: ReadonlyArray<number>,
  decision: number,
  leaf: number,
): Split | undefined => {
  const size = at(sizes, decision)
  const sums = new Float64Array(size)
  const counts = new Float64Array(size)
  let sum = 0
  for (const row of rows) {
    const option = at(options[decision], row)
    const value = at(values, row)
    sums[option] = at(sums, option) + value
    counts[option] = at(counts, option) + 1
    sum += value
  }
  const present = Array.from({ length: size }, (_, option) => option)
    .filter((option) => at(counts, option) > 0)
    .sort((a, b) => at(sums, a) / at(counts, a) - at(sums, b) / at(counts, b))
  let best: { readonly upTo: number; readonly gain: number } | undefined
  let [leftSum, leftCount] = [0, 0]
  for (const [i, option] of present.slice(0, -1).entries()) {
    leftSum += at(sums, option)
    leftCount += at(counts, option)
    const rightCount = rows.length - leftCount
    if (leftCount < leaf || rightCount < leaf) continue
    const gain =
      leftSum ** 2 / leftCount + (sum - leftSum) ** 2 / rightCount - sum ** 2 / rows.length
    if (best === undefined || gain > best.gain) best = { upTo: i, gain }
  }
  if (best === undefined || !(best.gain > 1e-12)) return undefined
  const left = new Array<boolean>(size).fill(false)
  // An option that no row has goes with the worse half of those that are known.
  for (const option of present.slice(0, best.upTo + 1)) left[option] = true
  return { decision, left, gain: best.gain }
}

/** All decisions in a random order. */
const shuffled = (
  count: number,
  random: RandomState,
): readonly [ReadonlyArray<number>, RandomState] => {
  const all = Array.from({ length: count }, (_, i) => i)
  let state = random
  for (let i = 0; i < count; i++) {
    const [offset, next] = nextBelow(count - i)(state)
    state = next
    const other = i + offset
    const held = all[i] ?? 0
    all[i] = all[other] ?? 0
    all[other] = held
  }
  return [all, state]
}

const meanOf = ({ values }: Sample, rows: ReadonlyArray<number>): number =>
  rows.reduce((sum, row) => sum + at(values, row), 0) / Math.max(1, rows.length)

const grow = (
  sample: Sample,
  rows: ReadonlyArray<number>,
  { leaf, depth }: ForestOptions,
  random: RandomState,
): readonly [Tree, RandomState] => {
  const ended: Tree = { _tag: 'Leaf', value: meanOf(sample, rows) }
  if (depth === 0 || rows.length < 2 * leaf) return [ended, random]
  const [order, state] = shuffled(sample.sizes.length, random)
  // Most decisions are tried, so that trees differ; the others only where none of those divides the rows.
  const wanted = Math.ceil((5 * order.length) / 6)
  let split: Split | undefined
  for (const [i, decision] of order.entries()) {
    if (i >= wanted && split !== undefined) break
    const found = splitBy(sample, rows, decision, leaf)
    if (found !== undefined && (split === undefined || found.gain > split.gain)) split = found
  }
  if (split === undefined) return [ended, state]
  const { decision, left } = split
  const goesLeft = (row: number): boolean => left[at(sample.options[decision], row)] ?? false
  const deeper = { trees: 1, leaf, depth: depth - 1 }
  const [yes, afterYes] = grow(sample, rows.filter(goesLeft), deeper, state)
  const [no, after] = grow(
    sample,
    rows.filter((row) => !goesLeft(row)),
    deeper,
    afterYes,
  )
  return [{ _tag: 'Split', decision, left, yes, no }, after]
}

/** A tree, and the rows that it was not grown of. */
export interface Grown {
  readonly tree: Tree
  readonly unseen: ReadonlyArray<number>
}

/**
 * A random forest of regression trees, each grown of rows drawn with replacement.
 *
 * Source: Breiman, "Random forests" (2001).
 */
export const growForest = (
  sample: Sample,
  options: ForestOptions,
  random: RandomState,
): ReadonlyArray<Grown> => {
  const count = sample.values.length
  let state = random
  return Array.from({ length: options.trees }, () => {
    const rows: Array<number> = []
    for (let i = 0; i < count; i++) {
      const [row, next] = nextBelow(count)(state)
      state = next
      rows.push(row)
    }
    const [tree, next] = grow(sample, rows, options, state)
    state = next
    const drawn = new Set(rows)
    return {
      tree,
      unseen: Array.from({ length: count }, (_, i) => i).filter((row) => !drawn.has(row)),
    }
  })
}

/** What a tree predicts of options, given by decision. */
export const predict = (tree: Tree, optionOf: (decision: number) => number): number => {
  let node = tree
  while (node._tag === 'Split')
    node = (node.left[optionOf(node.decision)] ?? false) ? node.yes : node.no
  return node.value
}
