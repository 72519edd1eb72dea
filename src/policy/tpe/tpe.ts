import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type State } from 'fp-ts/lib/State.js'
import * as t from 'io-ts'
import { FiniteNumber } from '../../episode/index.ts'
import { randomState, RandomState } from '../../random/index.ts'
import {
  decisionsOf,
  decisionSlots,
  decodeArchitecture,
  type Json,
  type SearchSpace,
  uniformOption,
  walk,
} from '../../space/index.ts'
import { type PolicyFor } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { whole } from '../../episode/optionCodecs.ts'
import { policyOptions } from '../registry/policyOptions.ts'
import { candidateOf, uniformDraw } from '../drawUnseen.ts'
import { draw, logDensity, parzen } from './parzen.ts'
import { type Trial, keptTrials, splitTrials } from './trials.ts'

/** The options of {@link tpe}. */
export interface TpeOptions {
  /** Random episodes before the first model; default 10. */
  readonly startup?: number
  /** Draws from the density of the good, of which that with the highest density ratio is proposed; default 24. */
  readonly candidates?: number
}

const options = policyOptions<Required<TpeOptions>>({
  startup: { codec: whole(0), byDefault: 10 },
  candidates: { codec: whole(1), byDefault: 24 },
})

/** The state of {@link tpe}. */
export interface TpeState {
  readonly random: RandomState
  /** Episodes learned. */
  readonly episodes: number
  /** The oldest first; the best, and of the others the newest. */
  readonly trials: ReadonlyArray<Trial>
  /** Proposals whose rewards have not come: by the option of each decision, -1 where it is not asked. */
  readonly pending: ReadonlyArray<ReadonlyArray<number>>
}

const Options = t.readonlyArray(t.number)

const TpeState: t.Type<TpeState, unknown> = t.readonly(
  t.strict({
    random: RandomState,
    episodes: t.number,
    trials: t.readonlyArray(t.readonly(t.strict({ options: Options, reward: FiniteNumber }))),
    pending: t.readonlyArray(Options),
  }),
)

/** How often a candidate is drawn from the model, and then uniformly, until the space accepts it. */
const [modelTries, randomTries] = [10, 100] as const

/** The decisions that are made exactly where one is, by the trials: a group whose options are drawn together. */
const groupOf = (
  slot: number,
  count: number,
  known: ReadonlyArray<ReadonlyArray<number>>,
): ReadonlyArray<number> =>
  Array.from({ length: count }, (_, other) => other).filter(
    (other) =>
      other === slot ||
      known.every((options) => (options[other] ?? -1) >= 0 === (options[slot] ?? -1) >= 0),
  )

const make = (
  space: SearchSpace<unknown>,
  { startup, candidates }: Required<TpeOptions>,
): PolicyBody<TpeState> => {
  const slots = decisionSlots(space)
  const slotAt = new Map(slots.map(({ path }, slot) => [path, slot]))
  const sizes = slots.map(({ of }) => of)
  const accepts = decodeArchitecture(space)
  const anywhere = uniformDraw(space)

  const optionsOf = (candidate: Json): ReadonlyArray<number> | undefined =>
    pipe(
      accepts(candidate),
      E.map(decisionsOf(space)),
      E.map((decisions) => new Map(decisions.map(({ path, option }) => [path, option]))),
      E.map((taken) => slots.map(({ path }) => taken.get(path) ?? -1)),
      E.getOrElseW(() => undefined),
    )

  /** One walk through the space, a group of decisions drawn where the first of it is met. */
  const modelled = ({ trials, pending, episodes }: TpeState): State<RandomState, Json> => {
    const [good, others] = splitTrials(trials, episodes)
    const rest = [...others, ...pending]
    const known = [...good, ...rest]
    const drawGroup = (group: ReadonlyArray<number>): State<RandomState, ReadonlyArray<number>> => {
      const of = group.map((slot) => sizes[slot] ?? 1)
      const densityOf = (part: ReadonlyArray<ReadonlyArray<number>>) => {
        const whole = part.filter((options) => group.every((slot) => (options[slot] ?? -1) >= 0))
        return parzen(
          of,
          whole.map((options) => group.map((slot) => options[slot] ?? 0)),
        )
      }
      const [below, above] = [densityOf(good), densityOf(rest)] as const
      const [logBelow, logAbove] = [logDensity(below), logDensity(above)] as const
      return (start) => {
        let random = start
        let best: ReadonlyArray<number> = []
        let highest = -Infinity
        for (let drawn = 0; drawn < candidates; drawn++) {
          const [options, next] = draw(below)(random)
          random = next
          const ratio = logBelow(options) - logAbove(options)
          if (ratio > highest) [best, highest] = [options, ratio]
        }
        return [best, random]
      }
    }
    return (start) => {
      const decided = new Map<number, number>()
      let random = start
      let at = walk(space)
      while (at._tag === 'Decide') {
        const slot = slotAt.get(at.path) ?? -1
        if (!decided.has(slot)) {
          if (known.some((options) => (options[slot] ?? -1) >= 0)) {
            const group = groupOf(slot, slots.length, known)
            const [options, next] = drawGroup(group)(random)
            random = next
            group.forEach((member, i) => decided.set(member, options[i] ?? 0))
          } else {
            const [{ option }, next] = uniformOption(at)(random)
            random = next
            decided.set(slot, option)
          }
        }
        at = at.choose(decided.get(slot) ?? 0)
      }
      return [at.candidate, random]
    }
  }

  return {
    codec: TpeState,
    init: (seed) => ({ random: randomState(seed), episodes: 0, trials: [], pending: [] }),
    propose: (state) => {
      const model = modelled(state)
      const begun = state.episodes >= startup
      let [candidate, random] = (begun ? model : anywhere)(state.random)
      for (let made = 1; made < randomTries && E.isLeft(accepts(candidate)); made++)
        [candidate, random] = (begun && made < modelTries ? model : anywhere)(random)
      const options = optionsOf(candidate)
      return [
        { candidate, trace: [] },
        {
          ...state,
          random,
          pending: options === undefined ? state.pending : [...state.pending, options],
        },
      ]
    },
    learn: (round) => (state) => ({
      ...state,
      episodes: state.episodes + round.length,
      trials: keptTrials([
        ...state.trials,
        ...round.flatMap(({ outcome, reward }) => {
          const options = optionsOf(candidateOf(outcome))
          return options === undefined ? [] : [{ options, reward }]
        }),
      ]),
      pending: [],
    }),
  }
}

/** The definition of {@link tpe}. */
export const tpeDefinition: DefinedPolicy<'tpe', TpeState> = definePolicy({
  name: 'tpe',
  revision: 1,
  ...options,
  help: 'tree-structured Parzen estimator: what the best tenth have and the rest do not',
  make,
})

/**
 * The multivariate tree-structured Parzen estimator: the best tenth of the episodes (25 at most) and
 * the rest each make a density over all decisions together, a mixture with a kernel an episode; of
 * some draws from the first, the one is proposed whose ratio of the two is highest. Proposals that
 * have no reward yet count with the rest. Decisions of a conditional space are modelled in groups,
 * each of those that are made together. Beyond 1,000 episodes the oldest of the rest are forgotten.
 *
 * Sources: Bergstra, Bardenet, Bengio and Kégl, "Algorithms for Hyper-Parameter Optimization" (2011);
 * Falkner, Klein and Hutter, "BOHB" (2018), the multivariate form; Watanabe, "Tree-Structured Parzen
 * Estimator: Understanding Its Algorithm Components and Their Roles for Better Empirical Performance"
 * (2023), for its components. The numbers are the defaults of Optuna 5's `TPESampler` for
 * categorical parameters; its `group` is on.
 *
 * @example
 * import { choice, struct, tpe } from 'rxnas'
 *
 * const policy = tpe(struct({ op: choice('conv', 'pool'), width: choice(8, 16, 32) }))
 * const [, state] = policy.propose(policy.init(1))
 * console.log(state.pending.length) // 1
 */
export const tpe = <A>(space: SearchSpace<A>, options: TpeOptions = {}): PolicyFor<TpeState, A> =>
  tpeDefinition.make(space, options)
