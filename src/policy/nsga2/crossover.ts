import { type State } from 'fp-ts/lib/State.js'
import { nextBelow, nextUniform, type RandomState } from '../../random/index.ts'
import {
  type DecisionTaken,
  type Json,
  type SearchSpace,
  uniformOption,
  walk,
} from '../../space/index.ts'

/** The decisions that a parent is made of. */
export type Genes = ReadonlyArray<DecisionTaken>

const optionsOf = (genes: Genes): ReadonlyMap<string, number> =>
  new Map(genes.map(({ path, option }) => [path, option]))

/**
 * Uniform crossover with mutation: each decision takes the option of either parent with equal
 * probability, or is drawn anew. What only one parent decided is taken from it, what neither did is
 * drawn.
 *
 * @param mutation - the probability that a decision is drawn anew
 */
export const crossover =
  (space: SearchSpace<unknown>, mutation: number) =>
  (one: Genes, other: Genes): State<RandomState, Json> => {
    const [first, second] = [optionsOf(one), optionsOf(other)]
    return (start) => {
      let random = start
      let at = walk(space)
      while (at._tag === 'Decide') {
        const [whose, picked] = nextBelow(2)(random)
        const [u, drawn] = nextUniform(picked)
        random = drawn
        const own = whose === 0 ? first.get(at.path) : second.get(at.path)
        const inherited = own ?? first.get(at.path) ?? second.get(at.path)
        if (inherited !== undefined && inherited < at.of && u >= mutation) at = at.choose(inherited)
        else {
          const [{ option }, next] = uniformOption(at)(random)
          random = next
          at = at.choose(option)
        }
      }
      return [at.candidate, random]
    }
  }
