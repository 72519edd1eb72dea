import { type Tree } from './forest.ts'

/** A leaf, and the options of each decision on its way by which it can be reached. */
interface Leaf {
  readonly value: number
  readonly reached: ReadonlyMap<number, ReadonlyArray<boolean>>
}

const leavesOf = (tree: Tree, reached: Leaf['reached'] = new Map()): ReadonlyArray<Leaf> => {
  if (tree._tag === 'Leaf') return [{ value: tree.value, reached }]
  const before = reached.get(tree.decision)
  const side = (isLeft: boolean): Leaf['reached'] =>
    new Map(reached).set(
      tree.decision,
      tree.left.map((left, option) => left === isLeft && (before?.[option] ?? true)),
    )
  return [...leavesOf(tree.yes, side(true)), ...leavesOf(tree.no, side(false))]
}

const partOf = (options: ReadonlyArray<boolean>): number =>
  options.filter(Boolean).length / options.length

/**
 * The part of the variance of what a tree predicts, over all combinations of options, each as likely
 * as another, that is due to each decision alone: exactly, from the tree's leaves. What is missing to
 * 1 is due to decisions that matter together.
 *
 * Source: Hutter, Hoos and Leyton-Brown, "An efficient approach for assessing hyperparameter
 * importance" (ICML 2014): the functional analysis of variance of a forest.
 *
 * @param sizes - how many options each decision has
 */
export const treeImportance = (tree: Tree, sizes: ReadonlyArray<number>): ReadonlyArray<number> => {
  const marginals = sizes.map((size) => new Float64Array(size))
  const elsewhere = new Float64Array(sizes.length)
  let [mean, square] = [0, 0]
  for (const { value, reached } of leavesOf(tree)) {
    const parts = [...reached].map(([, options]) => partOf(options))
    const weight = parts.reduce((product, part) => product * part, 1)
    if (weight === 0) continue
    mean += value * weight
    square += value ** 2 * weight
    for (const [i, [decision, options]] of [...reached].entries()) {
      const marginal = marginals[decision]
      if (marginal === undefined) continue
      const given = (value * weight) / (parts[i] ?? 1)
      for (const [option, isReached] of options.entries())
        if (isReached) marginal[option] = (marginal[option] ?? 0) + given
      elsewhere[decision] = (elsewhere[decision] ?? 0) + value * weight
    }
  }
  const variance = square - mean ** 2
  if (!(variance > 1e-18)) return sizes.map(() => 0)
  return marginals.map((marginal, decision) => {
    // Leaves that a decision does not lead to predict the same for each of its options.
    const rest = mean - (elsewhere[decision] ?? 0)
    const own = marginal.reduce((sum, value) => sum + (value + rest - mean) ** 2, 0)
    return own / Math.max(1, marginal.length) / variance
  })
}
