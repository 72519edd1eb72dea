import { type State } from 'fp-ts/lib/State.js'
import { nextBelow, nextUniform, type RandomState } from '../../random/index.ts'
import {
  type DecisionTaken,
  type Json,
  type SearchSpace,
  uniformOption,
  walk,
} from '../../space/index.ts'

/** The decisions of a parent. */
export type Genes = ReadonlyArray<DecisionTaken>

const optionsOf = (genes: Genes): ReadonlyMap<string, number> =>
  new Map(genes.map(({ path, option }) => [path, option]))

/**
 * A child of two: each decision takes the option of either parent, equally likely, or with the
 * probability given one of all. What only one parent decided is as it was there, what neither did
 * is drawn.
 *
 * @param mutation - the probability with which a decision is drawn anew
 */
export const crossover =
  (space: SearchSpace<unknown>, mutation: number) =>
  (mother: Genes, father: Genes): State<RandomState, Json> => {
    const [first, second] = [optionsOf(mother), optionsOf(father)]
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
