import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { FiniteNumber, JsonCodec } from '../../episode/index.ts'
import { permutation, randomState, RandomState } from '../../random/index.ts'
import {
  candidatesBeside,
  decodeArchitecture,
  type Json,
  type SearchSpace,
} from '../../space/index.ts'
import { type Policy } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { policyOptions } from '../registry/policyOptions.ts'
import { candidateOf, type Drawing, drawUnseen, see, Seen, seenAs } from '../unseen.ts'

/** The state of {@link localSearch}. */
export interface LocalSearchState extends Drawing {
  /** Where the climb is, as its space encodes it; `null` before the first reward. */
  readonly current: { readonly candidate: Json; readonly reward: FiniteNumber } | null
  /** The neighbours of `current` that are still to be tried, by their index, in order. */
  readonly moves: ReadonlyArray<number>
  /** Where new climbs begin, of which no reward has come yet: what `seen` has of them. */
  readonly starts: ReadonlyArray<number>
}

const LocalSearchState: t.Type<LocalSearchState, unknown> = t.readonly(
  t.strict({
    random: RandomState,
    seen: Seen,
    current: t.union([
      t.readonly(t.strict({ candidate: JsonCodec, reward: FiniteNumber })),
      t.null,
    ]),
    moves: t.readonlyArray(t.number),
    starts: Seen,
  }),
)

const make = (space: SearchSpace<unknown>): PolicyBody<LocalSearchState> => {
  const accepts = decodeArchitecture(space)
  const anywhere = drawUnseen(space)<LocalSearchState>()
  const beside = (candidate: Json): ReadonlyArray<() => Json> => {
    const architecture = accepts(candidate)
    return E.isLeft(architecture) ? [] : candidatesBeside(space)(architecture.right)
  }
  return {
    codec: LocalSearchState,
    init: (seed) => ({
      random: randomState(seed),
      seen: [],
      current: null,
      moves: [],
      starts: [],
    }),
    propose: (state) => {
      const { current, moves, seen } = state
      const neighbours = current === null ? [] : beside(current.candidate)
      for (const [i, move] of moves.entries()) {
        const candidate = neighbours[move]?.()
        if (candidate === undefined || E.isLeft(accepts(candidate))) continue
        const hash = seenAs(candidate)
        if (seen.includes(hash)) continue
        const next = { ...state, seen: see(hash)(seen), moves: moves.slice(i + 1) }
        return [{ candidate, trace: [] }, next]
      }
      const [candidate, next] = anywhere(state)
      return [
        { candidate, trace: [] },
        { ...next, moves: [], starts: [...next.starts, seenAs(candidate)] },
      ]
    },
    learn: (round) => (state) => {
      let seen = state.seen
      let better = state.current
      let start: LocalSearchState['current'] = null
      for (const { outcome, reward } of round) {
        const candidate = candidateOf(outcome)
        const hash = seenAs(candidate)
        seen = see(hash)(seen)
        if (better === null || reward > better.reward) better = { candidate, reward }
        if (state.starts.includes(hash) && (start === null || reward > start.reward))
          start = { candidate, reward }
      }
      const current = better === state.current ? (start ?? state.current) : better
      if (current === state.current || current === null) return { ...state, seen, starts: [] }
      const [order, random] = permutation(beside(current.candidate).length)(state.random)
      return { random, seen, current, moves: [...order], starts: [] }
    },
    inspect: ({ current, moves }) =>
      current === null ? {} : { currentReward: current.reward, neighboursLeft: moves.length },
  }
}

/** The definition of {@link localSearch}. */
export const localSearchDefinition: DefinedPolicy<'local-search', LocalSearchState> = definePolicy({
  name: 'local-search',
  revision: 1,
  ...policyOptions<object>({}),
  help: 'tries the neighbours of the best, one decision away',
  make,
})

/**
 * Local search by first improvement: the neighbours of an architecture, which differ by one
 * decision, are tried in random order, and the first that is better is where the climb goes on.
 * Where none is, a new climb begins at random. No architecture is proposed twice while there are
 * others. With a batch, so many neighbours are tried before the best of them is taken.
 *
 * Source: White, Nolen and Savani, "Exploring the Loss Landscape in Neural Architecture Search"
 * (2021), in its first-improvement form.
 *
 * @example
 * import { choice, localSearch, struct } from 'rxnas'
 *
 * const policy = localSearch(struct({ op: choice('conv', 'pool'), width: choice(8, 16, 32) }))
 * const [{ trace }] = policy.propose(policy.init(1))
 * console.log(trace.length) // 0
 */
export const localSearch = (space: SearchSpace<unknown>): Policy<LocalSearchState> =>
  localSearchDefinition.of(space)
