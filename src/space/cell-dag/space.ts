import { checkOptions, optionsOf, wholeNumber } from '../../common/index.ts'
import { choice, struct } from '../constructors.ts'
import { refine } from '../combinators.ts'
import { type SearchSpace } from '../SearchSpace.ts'
import { type TrainingChoice, type WithTraining } from '../training.ts'
import { optionalField } from '../optionalField.ts'

/** What an edge of a cell does to the features that pass it. */
export const cellOperations = ['none', 'skip', 'conv1x1', 'conv3x3', 'avgpool3x3'] as const

/** An operation on an edge; `none` is no edge. */
export type CellOperation = (typeof cellOperations)[number]

/** A network of equal cells, each a small graph with an operation on every edge. */
export interface CellDag extends WithTraining {
  /** The operation of each edge, by its name: `1-3` leads from node 1 to node 3; node 0 is the input, the last node the output. */
  readonly cell: Readonly<Record<string, CellOperation>>
  /** Filters of the first cells; doubled where the image is halved. */
  readonly filters: number
  /** Cells before and after the reduction. */
  readonly cells: number
}

/** Options of {@link cellDag}. */
export interface CellDagOptions {
  /** Nodes of a cell, input and output among them; default 4, as in NAS-Bench-201. */
  readonly nodes?: number
  readonly operations?: SearchSpace<CellOperation>
  readonly filters?: SearchSpace<number>
  readonly cells?: SearchSpace<number>
  /** How the child is trained, where that is decided too. */
  readonly training?: SearchSpace<TrainingChoice>
}

/** The edges of a cell of so many nodes, as `[from, to]`, in the order they are decided. */
export const cellEdges = (nodes: number): ReadonlyArray<readonly [number, number]> =>
  Array.from({ length: nodes }, (_, to) =>
    Array.from({ length: to }, (_, from) => [from, to] as const),
  ).flat()

/** The nodes of a cell: one more than the highest that an edge leads to. */
export const nodesOf = ({ cell }: CellDag): number =>
  1 + Math.max(...Object.keys(cell).map((edge) => Number(edge.split('-')[1])))

/** The nodes that the input reaches, in order. */
export const reachedNodes = (child: CellDag): ReadonlyArray<number> => {
  const reached = new Set([0])
  for (const [from, to] of cellEdges(nodesOf(child)))
    if (reached.has(from) && child.cell[`${from}-${to}`] !== 'none') reached.add(to)
  return [...reached].sort((a, b) => a - b)
}

/**
 * NASNet-like networks of equal cells: a stem, cells, a reduction that halves the image and doubles
 * the filters, cells, global pooling. A cell is a small directed graph; each edge has an operation.
 * A cell whose output the input does not reach is rejected.
 *
 * Source: Dong and Yang, "NAS-Bench-201: Extending the Scope of Reproducible Neural Architecture
 * Search" (2020), whose cell this is with four nodes.
 *
 * @example
 * import { cardinality, cellDag } from 'rxnas/space'
 *
 * console.log(cardinality(cellDag()) > 10_000n) // true
 */
export const cellDag = (options: CellDagOptions = {}): SearchSpace<CellDag> => {
  const {
    nodes = 4,
    operations = choice(...cellOperations),
    filters = choice(8, 16, 32),
    cells = choice(1, 2),
    training,
  } = optionsOf('cellDag()', options)
  checkOptions('cellDag()', { nodes }, { nodes: wholeNumber(2, 12) })
  const edges = cellEdges(nodes).map(([from, to]) => [`${from}-${to}`, operations] as const)
  return refine(
    struct({
      cell: struct(Object.fromEntries(edges)),
      filters,
      cells,
      ...optionalField('training', training),
    }),
    (child) =>
      reachedNodes(child).includes(nodes - 1)
        ? undefined
        : 'no path of operations leads from the input of the cell to its output.',
  )
}
