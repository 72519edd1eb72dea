import { type DecisionTaken } from './decisions.ts'
import { type SearchSpace } from './SearchSpace.ts'
import { type Walk, walk } from './walk.ts'

/** Of the options that are not taken, the one of an index from 0 to `of - 2`. */
export const otherOption = ({ option }: DecisionTaken, index: number): number =>
  index < option ? index : index + 1

const take = (at: Walk, option: number): Walk => (at._tag === 'Decide' ? at.choose(option) : at)

/** A walk whose decisions take the option kept for their path; it asks only those that have none. */
const keeping = (kept: ReadonlyMap<string, number>, from: Walk): Walk => {
  let at = from
  while (at._tag === 'Decide') {
    const { path, of, choose } = at
    const option = kept.get(path)
    if (option === undefined || option >= of)
      return { ...at, choose: (fresh) => keeping(kept, choose(fresh)) }
    at = choose(option)
  }
  return at
}

/**
 * The walk to the architectures that one decision tells from another's: the decision of an index
 * takes another option, the others keep theirs. It asks only what the change brings in.
 */
export const changeDecision = (
  space: SearchSpace<unknown>,
  taken: ReadonlyArray<DecisionTaken>,
  index: number,
  option: number,
): Walk => {
  // What comes before the change is met again in the same order, so the end cannot be the original.
  const before = taken.slice(0, index).map((decision) => decision.option)
  const after = taken.slice(index + 1).map((decision) => [decision.path, decision.option] as const)
  return keeping(new Map(after), [...before, option].reduce(take, walk(space)))
}
