import { type DecisionColumn } from '../Episodes.ts'

/** Why there is nothing to show of decisions. */
export const noDecisions =
  'The journal tells no decisions: its space is described in a form without them.'

/**
 * The most important decisions, in the order of their importance.
 *
 * @param order - paths of decisions, the most important first; others come after them as they stand
 */
export const mostImportant = (
  decisions: ReadonlyArray<DecisionColumn>,
  order: ReadonlyArray<string>,
  most: number,
): ReadonlyArray<DecisionColumn> => {
  const rank = new Map(order.map((path, i) => [path, i]))
  const rankOf = ({ path }: DecisionColumn): number => rank.get(path) ?? order.length
  return [...decisions].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, most)
}
