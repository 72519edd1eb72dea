import * as E from 'fp-ts/lib/Either.js'
import { flow, pipe } from 'fp-ts/lib/function.js'
import * as S from 'fp-ts/lib/State.js'
import * as t from 'io-ts'
import { type Outcome } from '../episode/index.ts'
import { hashText, type RandomState } from '../random/index.ts'
import {
  canonicalJson,
  encodeArchitecture,
  decodeArchitecture,
  type Json,
  mutate,
  type SearchSpace,
  uniformOption,
} from '../space/index.ts'
import { decideAll } from './decideAll.ts'

/** Candidates that have been proposed, by hashes, the oldest first. */
export type Seen = ReadonlyArray<number>

/** Codec of {@link Seen}. */
export const Seen: t.Type<Seen, unknown> = t.readonlyArray(t.number)

/** The latest so many proposals are remembered: as many as a search reuses metrics of. */
const capacity = 10_000

/** The hash of an encoded candidate, by which {@link Seen} knows it. */
export const candidateHash = (candidate: Json): number => hashText(canonicalJson(candidate))

/** What has been seen, with one more. */
export const addSeen =
  (hash: number) =>
  (seen: Seen): Seen =>
    seen.includes(hash) ? seen : [...seen.slice(Math.max(0, seen.length + 1 - capacity)), hash]

/** The part of a policy's state that draws what was not proposed before. */
export interface DrawState {
  readonly random: RandomState
  readonly seen: Seen
}

/** A generator of candidates; `undefined` of a draw that came to none. */
export type Draw = S.State<RandomState, Json | undefined>

/** Draws every architecture with equal probability; the space's refinements may reject it. */
export const uniformDraw = (space: SearchSpace<unknown>): S.State<RandomState, Json> => {
  // A walk ends in JSON.
  return pipe(
    decideAll(space, uniformOption),
    S.map(({ candidate }) => candidate as Json),
  )
}

/** Draws mutants of an encoded architecture. */
export const mutantDraw =
  (space: SearchSpace<unknown>) =>
  (candidate: Json): Draw => {
    const encoded = encodeArchitecture(space)
    return pipe(
      decodeArchitecture(space)(candidate),
      E.match(() => S.of(undefined), flow(mutate(space), S.map(E.match(() => undefined, encoded)))),
    )
  }

/** How many draws of each generator are tried. */
const tries = 100

/**
 * Draws from generators one after another, and at last uniformly, until an architecture is new. Where
 * none is, as in a space that is nearly used up, it is one that was proposed before.
 */
export const drawUnseen = (space: SearchSpace<unknown>) => {
  const accepts = decodeArchitecture(space)
  const uniform = uniformDraw(space)
  return <S extends DrawState>(...generators: ReadonlyArray<Draw>): S.State<S, Json> =>
    (state) => {
      let { random } = state
      let fallback: Json | undefined
      for (const generator of [...generators, uniform])
        for (let tried = 0; tried < tries; tried++) {
          const [candidate, next] = generator(random)
          random = next
          if (candidate === undefined) continue
          if (E.isLeft(accepts(candidate))) {
            fallback ??= candidate
            continue
          }
          const hash = candidateHash(candidate)
          if (!state.seen.includes(hash))
            return [candidate, { ...state, random, seen: addSeen(hash)(state.seen) }]
          fallback = candidate
        }
      return [fallback ?? null, { ...state, random }]
    }
}

/** The candidate of an outcome as JSON: its architecture's encoding, or what was rejected. */
export const candidateOf = (outcome: Outcome<unknown>): Json =>
  // A key is the JSON of the encoded architecture; a candidate of a journal is JSON.
  outcome._tag === 'Rejected'
    ? (outcome.proposed.candidate as Json)
    : (JSON.parse(outcome.validated.key) as Json)
