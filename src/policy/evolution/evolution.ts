import { type State } from 'fp-ts/lib/State.js'
import * as t from 'io-ts'
import { mean } from '../../common/index.ts'
import { FiniteNumber, JsonCodec } from '../../episode/index.ts'
import { nextBelow, randomState, RandomState } from '../../random/index.ts'
import { type Json, type SearchSpace } from '../../space/index.ts'
import { type PolicyFor } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { whole } from '../../episode/optionCodecs.ts'
import { policyOptions } from '../registry/policyOptions.ts'
import {
  candidateOf,
  type DrawState,
  drawUnseen,
  mutantDraw,
  addSeen,
  Seen,
  candidateHash,
} from '../drawUnseen.ts'

/** The options of {@link evolution}. */
export interface EvolutionOptions {
  /** Size of the population, which begins with as many random architectures; default 20. */
  readonly population?: number
  /** How many of it, drawn with replacement, compete to be the next parent; default 10. */
  readonly sample?: number
}

const options = policyOptions<Required<EvolutionOptions>>({
  population: { codec: whole(1), byDefault: 20 },
  sample: { codec: whole(1), byDefault: 10 },
})

/** An architecture that has been rewarded. */
export interface Individual {
  /** As its space encodes it. */
  readonly candidate: Json
  readonly reward: FiniteNumber
}

/** The state of {@link evolution}. */
export interface EvolutionState extends DrawState {
  /** Episodes proposed. */
  readonly proposed: number
  /** The oldest first. */
  readonly population: ReadonlyArray<Individual>
}

const Individual: t.Type<Individual, unknown> = t.readonly(
  t.strict({ candidate: JsonCodec, reward: FiniteNumber }),
)

const EvolutionState: t.Type<EvolutionState, unknown> = t.readonly(
  t.strict({
    random: RandomState,
    seen: Seen,
    proposed: t.number,
    population: t.readonlyArray(Individual),
  }),
)

/** The best of `size` individuals drawn with replacement. */
const tournament =
  (
    size: number,
    population: ReadonlyArray<Individual>,
  ): State<RandomState, Individual | undefined> =>
  (start) => {
    let random = start
    let best: Individual | undefined
    for (let drawn = 0; drawn < size; drawn++) {
      const [index, next] = nextBelow(population.length)(random)
      random = next
      const one = population[index]
      if (one !== undefined && (best === undefined || one.reward > best.reward)) best = one
    }
    return [best, random]
  }

const make = (
  space: SearchSpace<unknown>,
  { population: size, sample }: Required<EvolutionOptions>,
): PolicyBody<EvolutionState> => {
  const draw = drawUnseen(space)
  const mutant = mutantDraw(space)
  return {
    codec: EvolutionState,
    init: (seed) => ({ random: randomState(seed), seen: [], proposed: 0, population: [] }),
    propose: (state) => {
      const { proposed, population } = state
      const begun = proposed >= size && population.length > 0
      const [parent, random] = begun
        ? tournament(sample, population)(state.random)
        : [undefined, state.random]
      const generators = parent === undefined ? [] : [mutant(parent.candidate)]
      const [candidate, next] = draw<EvolutionState>(...generators)({ ...state, random })
      return [
        { candidate, trace: [] },
        { ...next, proposed: proposed + 1 },
      ]
    },
    learn: (round) => (state) => {
      const children = round.map(({ outcome, reward }): Individual => ({
        candidate: candidateOf(outcome),
        reward,
      }))
      return {
        ...state,
        seen: children.reduce(
          (seen, { candidate }) => addSeen(candidateHash(candidate))(seen),
          state.seen,
        ),
        population: [...state.population, ...children].slice(-size),
      }
    },
    inspect: ({ population }) =>
      population.length === 0
        ? {}
        : {
            meanReward: mean(population.map(({ reward }) => reward)),
            bestReward: Math.max(...population.map(({ reward }) => reward)),
          },
  }
}

/** The definition of {@link evolution}. */
export const evolutionDefinition: DefinedPolicy<'evolution', EvolutionState> = definePolicy({
  name: 'evolution',
  revision: 1,
  ...options,
  help: 'regularized evolution: mutants of the best of a sample, the oldest die',
  make,
})

/**
 * Regularized evolution: a population of the newest architectures; the best of a random sample of
 * them has a child, which differs by one decision, and the oldest dies, however good it is. No
 * architecture is proposed twice while there are others. One that could not be trained lives with
 * its penalty. With a batch, the children of a round have their parents from the same population.
 *
 * Source: Real, Aggarwal, Huang and Le, "Regularized Evolution for Image Classifier Architecture
 * Search" (2019). There the population is 100 and the sample 25, for 20,000 children; these are for
 * searches of hundreds. That no child is proposed twice is added.
 *
 * @example
 * import { choice, evolution, struct } from 'rxnas'
 *
 * const space = struct({ op: choice('conv', 'pool'), width: choice(8, 16, 32) })
 * const policy = evolution(space, { population: 10, sample: 3 })
 * const [{ candidate }] = policy.propose(policy.init(1))
 * console.log(policy.name, typeof candidate) // evolution object
 */
export const evolution = <A>(
  space: SearchSpace<A>,
  options: EvolutionOptions = {},
): PolicyFor<EvolutionState, A> => evolutionDefinition.make(space, options)
