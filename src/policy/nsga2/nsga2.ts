import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type State } from 'fp-ts/lib/State.js'
import * as t from 'io-ts'
import { FiniteNumber, JsonCodec, type Outcome } from '../../episode/index.ts'
import { nextBelow, nextUniform, randomState, RandomState } from '../../random/index.ts'
import {
  decisionsOf,
  decisionSlots,
  decodeArchitecture,
  type Json,
  type SearchSpace,
} from '../../space/index.ts'
import { type PolicyFor } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { real, whole } from '../../episode/optionCodecs.ts'
import { policyOptions } from '../registry/policyOptions.ts'
import {
  candidateOf,
  type Draw,
  type DrawState,
  drawUnseen,
  addSeen,
  Seen,
  candidateHash,
} from '../drawUnseen.ts'
import { crossover, type Genes } from './crossover.ts'
import { objectiveValues, Objectives } from './Objectives.ts'
import { compareRanks, ranksOf } from './ranking.ts'

/** The options of {@link nsga2}. */
export interface Nsga2Options {
  /** The metrics that are objectives, by name, and whether more or less of each is better. */
  readonly objectives: Objectives
  /** Size of a generation; default 20. */
  readonly population?: number
  /** Probability that an offspring has two parents; default 0.9. */
  readonly crossover?: number
  /** Probability that a decision of an offspring is drawn anew; default one in all decisions. */
  readonly mutation?: number
}

/** The options with their defaults, but for `mutation`, whose default depends on the space. */
type CompleteOptions = Required<Omit<Nsga2Options, 'mutation'>> & Pick<Nsga2Options, 'mutation'>

const options = policyOptions<CompleteOptions>({
  objectives: { codec: Objectives },
  population: { codec: whole(1), byDefault: 20 },
  crossover: { codec: real(0, 1), byDefault: 0.9 },
  mutation: { codec: real(0, 1), optional: true },
})

/** An architecture that has been trained and measured. */
export interface MeasuredCandidate {
  /** As its space encodes it. */
  readonly candidate: Json
  /** A value for each objective, in their order; more is better in each. */
  readonly objectives: ReadonlyArray<FiniteNumber>
}

/** The state of {@link nsga2}. */
export interface Nsga2State extends DrawState {
  /** Generations that have been selected. */
  readonly generation: number
  /** Those that survived the last selection: the parents of this generation. */
  readonly parents: ReadonlyArray<MeasuredCandidate>
  /** The offspring of this generation that have been measured. */
  readonly children: ReadonlyArray<MeasuredCandidate>
  /** Episodes of this generation that are over, also those in which nothing was measured. */
  readonly over: number
}

const Measureds = t.readonlyArray(
  t.readonly(t.strict({ candidate: JsonCodec, objectives: t.readonlyArray(FiniteNumber) })),
)

const Nsga2State: t.Type<Nsga2State, unknown> = t.readonly(
  t.strict({
    random: RandomState,
    seen: Seen,
    generation: t.number,
    parents: Measureds,
    children: Measureds,
    over: t.number,
  }),
)

/** The better of two that are drawn: of a lower front, or of the same front with the larger crowding distance. */
const binaryTournament = (
  parents: ReadonlyArray<MeasuredCandidate>,
): State<RandomState, MeasuredCandidate | undefined> => {
  const ranks = ranksOf(parents.map(({ objectives }) => objectives))
  return (start) => {
    const [i, picked] = nextBelow(parents.length)(start)
    const [j, random] = nextBelow(parents.length)(picked)
    const [a, b] = [ranks[i], ranks[j]]
    return [
      a !== undefined && b !== undefined && compareRanks(b, a) < 0 ? parents[j] : parents[i],
      random,
    ]
  }
}

/** Those that survive: by front, and then by crowding distance. */
const survivors = (
  all: ReadonlyArray<MeasuredCandidate>,
  size: number,
): ReadonlyArray<MeasuredCandidate> => {
  const ranks = ranksOf(all.map(({ objectives }) => objectives))
  return ranks
    .map((rank, i) => [rank, i] as const)
    .sort(([a, i], [b, j]) => compareRanks(a, b) || i - j)
    .slice(0, size)
    .flatMap(([, i]) => all[i] ?? [])
}

const make = (
  space: SearchSpace<unknown>,
  {
    objectives,
    population: size,
    crossover: crossoverRate,
    mutation = 1 / Math.max(1, decisionSlots(space).length),
  }: CompleteOptions,
): PolicyBody<Nsga2State> => {
  const accepts = decodeArchitecture(space)
  const draw = drawUnseen(space)
  const cross = crossover(space, mutation)

  const genesOf = (one: MeasuredCandidate | undefined): Genes =>
    pipe(
      accepts(one?.candidate),
      E.match(() => [], decisionsOf(space)),
    )

  const offspringOf = (parents: ReadonlyArray<MeasuredCandidate>): Draw => {
    const select = binaryTournament(parents)
    return (start) => {
      const [one, first] = select(start)
      const [u, second] = nextUniform(first)
      const [other, random] = u < crossoverRate ? select(second) : [one, second]
      return cross(genesOf(one), genesOf(other))(random)
    }
  }

  const valuesOf = objectiveValues(objectives)
  const measuredIn = (outcome: Outcome<unknown>): ReadonlyArray<MeasuredCandidate> => {
    if (outcome._tag !== 'Trained') return []
    const values = valuesOf(outcome.metrics)
    return values === undefined ? [] : [{ candidate: candidateOf(outcome), objectives: values }]
  }

  return {
    options: options.options.encode({
      ...{ objectives, population: size, crossover: crossoverRate, mutation },
    }),
    codec: Nsga2State,
    init: (seed) => ({
      random: randomState(seed),
      seen: [],
      generation: 0,
      parents: [],
      children: [],
      over: 0,
    }),
    propose: (state) => {
      const generators = state.parents.length === 0 ? [] : [offspringOf(state.parents)]
      const [candidate, next] = draw<Nsga2State>(...generators)(state)
      return [{ candidate, trace: [] }, next]
    },
    learn: (round) => (state) => {
      const children = [...state.children, ...round.flatMap(({ outcome }) => measuredIn(outcome))]
      const learned = {
        ...state,
        children,
        over: state.over + round.length,
        seen: round.reduce(
          (seen, { outcome }) => addSeen(candidateHash(candidateOf(outcome)))(seen),
          state.seen,
        ),
      }
      return learned.over < size
        ? learned
        : {
            ...learned,
            generation: state.generation + 1,
            parents: survivors([...state.parents, ...children], size),
            children: [],
            over: 0,
          }
    },
    inspect: ({ generation, parents }) => ({
      generation,
      front: ranksOf(parents.map((one) => one.objectives)).filter(({ front }) => front === 0)
        .length,
    }),
  }
}

/** The definition of {@link nsga2}. */
export const nsga2Definition: DefinedPolicy<'nsga2', Nsga2State> = definePolicy({
  name: 'nsga2',
  revision: 1,
  ...options,
  help: 'NSGA-II: evolution of the front of several objectives',
  make,
})

/**
 * NSGA-II, for two objectives or more that are metrics of the trainer: generations of offspring by
 * binary tournament, uniform crossover and mutation; parents and offspring together are sorted by
 * dominance, and within a front by crowding distance, and the first of them survive. The search's
 * reward plays no part. No architecture is proposed twice while there are others. One that could not
 * be trained, or of which an objective was not measured, has no offspring.
 *
 * Source: Deb, Pratap, Agarwal and Meyarivan, "A Fast and Elitist Multiobjective Genetic Algorithm:
 * NSGA-II" (2002).
 *
 * @example
 * import { choice, nsga2, struct } from 'rxnas'
 *
 * const space = struct({ op: choice('conv', 'pool'), width: choice(8, 16, 32) })
 * const policy = nsga2(space, { objectives: { accuracy: 'maximize', flops: 'minimize' } })
 * const [{ candidate }] = policy.propose(policy.init(1))
 * console.log(policy.name, typeof candidate) // nsga2 object
 */
export const nsga2 = <A>(space: SearchSpace<A>, options: Nsga2Options): PolicyFor<Nsga2State, A> =>
  nsga2Definition.make(space, options)
