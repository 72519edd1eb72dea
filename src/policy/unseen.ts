import * as E from 'fp-ts/lib/Either.js'
import { type State } from 'fp-ts/lib/State.js'
import * as t from 'io-ts'
import { type Outcome } from '../episode/index.ts'
import { hashText, type RandomState } from '../random/index.ts'
import {
  canonicalJson,
  codec,
  decodeArchitecture,
  type Json,
  mutate,
  type SearchSpace,
  uniformOption,
} from '../space/index.ts'
import { decideAll } from './decide.ts'

/** Architectures that have been proposed, by hashes of their keys, the oldest first. */
export type Seen = ReadonlyArray<number>

/** Codec of {@link Seen}. */
export const Seen: t.Type<Seen, unknown> = t.readonlyArray(t.number)

/** How many proposals are remembered, those made last: as many as a search reuses metrics of. */
const remembered = 10_000

/** The encoded architecture or other candidate as {@link Seen} knows it. */
export const seenAs = (candidate: Json): number => hashText(canonicalJson(candidate))

/** What has been seen, and one more. */
export const see =
  (hash: number) =>
  (seen: Seen): Seen =>
    seen.includes(hash) ? seen : [...seen.slice(Math.max(0, seen.length + 1 - remembered)), hash]

/** The part of a policy's state that draws what was not proposed before. */
export interface Drawing {
  readonly random: RandomState
  readonly seen: Seen
}

/** A way to draw a candidate; nothing where the draw came to none. */
export type Draw = State<RandomState, Json | undefined>

/** Every architecture equally likely; one that a refinement rejects may be among them. */
export const uniformDraw = (space: SearchSpace<unknown>): State<RandomState, Json> => {
  const decide = decideAll(space, uniformOption)
  return (random) => {
    const [{ candidate }, next] = decide(random)
    // A walk ends in JSON.
    return [candidate as Json, next]
  }
}

/** What `mutate` makes of an encoded architecture. */
export const mutantDraw =
  (space: SearchSpace<unknown>) =>
  (candidate: Json): Draw => {
    const architecture = decodeArchitecture(space)(candidate)
    if (E.isLeft(architecture)) return (random) => [undefined, random]
    const mutant = mutate(space)(architecture.right)
    return (random) => {
      const [drawn, next] = mutant(random)
      // A space's codec encodes to JSON.
      return [E.isLeft(drawn) ? undefined : (codec(space).encode(drawn.right) as Json), next]
    }
  }

/** How often each way is tried. */
const tries = 100

/**
 * The first architecture that was not proposed before, by ways to draw that are tried one after
 * another, and uniform draws at last. Where nothing new comes, as in a space that is nearly used up,
 * it is one proposed before.
 */
export const drawUnseen = (space: SearchSpace<unknown>) => {
  const accepts = decodeArchitecture(space)
  const uniform = uniformDraw(space)
  return <S extends Drawing>(...ways: ReadonlyArray<Draw>): State<S, Json> =>
    (state) => {
      let { random } = state
      let fallback: Json | undefined
      for (const way of [...ways, uniform])
        for (let made = 0; made < tries; made++) {
          const [candidate, next] = way(random)
          random = next
          if (candidate === undefined) continue
          if (E.isLeft(accepts(candidate))) {
            fallback ??= candidate
            continue
          }
          const hash = seenAs(candidate)
          if (!state.seen.includes(hash))
            return [candidate, { ...state, random, seen: see(hash)(state.seen) }]
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
