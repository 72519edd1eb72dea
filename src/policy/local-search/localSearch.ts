import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { FiniteNumber, JsonCodec } from '../../episode/index.ts'
import { permutation, randomState, RandomState } from '../../random/index.ts'
import {
  candidatesBeside,
  decodeArchitecture,
  type Json,
  type SearchSpace,
} from '../../space/index.ts'
import { type PolicyFor } from '../Policy.ts'
import { type DefinedPolicy, definePolicy, type PolicyBody } from '../registry/definePolicy.ts'
import { policyOptions } from '../registry/policyOptions.ts'
import {
  candidateOf,
  type DrawState,
  drawUnseen,
  addSeen,
  Seen,
  candidateHash,
} from '../drawUnseen.ts'

/** The state of {@link localSearch}. */
export interface LocalSearchState extends DrawState {
  /** The present point, as its space encodes it; `null` before the first reward. */
  readonly current: { readonly candidate: Json; readonly reward: FiniteNumber } | null
  /** Indices of the neighbours of `current` that are still to be tried, in order. */
  readonly moves: ReadonlyArray<number>
  /** Hashes of the random restarts whose rewards have not come yet. */
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
  const neighboursOf = (candidate: Json): ReadonlyArray<() => Json> =>
    pipe(
      accepts(candidate),
      E.match(() => [], candidatesBeside(space)),
    )
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
      const neighbours = current === null ? [] : neighboursOf(current.candidate)
      for (const [i, move] of moves.entries()) {
        const candidate = neighbours[move]?.()
        if (candidate === undefined || E.isLeft(accepts(candidate))) continue
        const hash = candidateHash(candidate)
        if (seen.includes(hash)) continue
        const next = { ...state, seen: addSeen(hash)(seen), moves: moves.slice(i + 1) }
        return [{ candidate, trace: [] }, next]
      }
      const [candidate, next] = anywhere(state)
      return [
        { candidate, trace: [] },
        { ...next, moves: [], starts: [...next.starts, candidateHash(candidate)] },
      ]
    },
    learn: (round) => (state) => {
      let seen = state.seen
      let better = state.current
      let start: LocalSearchState['current'] = null
      for (const { outcome, reward } of round) {
        const candidate = candidateOf(outcome)
        const hash = candidateHash(candidate)
        seen = addSeen(hash)(seen)
        if (better === null || reward > better.reward) better = { candidate, reward }
        if (state.starts.includes(hash) && (start === null || reward > start.reward))
          start = { candidate, reward }
      }
      const current = better === state.current ? (start ?? state.current) : better
      if (current === state.current || current === null) return { ...state, seen, starts: [] }
      const [order, random] = permutation(neighboursOf(current.candidate).length)(state.random)
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
  help: 'local search by first improvement, with random restarts',
  make,
})

/**
 * Local search by first improvement: the neighbours of an architecture, which differ by one
 * decision, are tried in random order, and the search goes on from the first that is better. Where
 * none is, it restarts at random. No architecture is proposed twice while there are others. With a
 * batch, so many neighbours are tried before the best of them is taken.
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
export const localSearch = <A>(space: SearchSpace<A>): PolicyFor<LocalSearchState, A> =>
  localSearchDefinition.make(space)
