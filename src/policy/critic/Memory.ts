import * as t from 'io-ts'
import { FiniteNumber } from '../../episode/index.ts'
import { type Row } from './Encoding.ts'

/** What the critic knows, in the order it was learned. */
export interface Memory {
  readonly rows: ReadonlyArray<Row>
  readonly rewards: ReadonlyArray<FiniteNumber>
  /** Of each, the logarithm of the probability that the actor proposed it with. */
  readonly logProbabilities: ReadonlyArray<FiniteNumber>
  /** Hashes of what was proposed, the latest last. */
  readonly known: ReadonlyArray<number>
}

/** Codec of {@link Memory}. */
export const Memory: t.Type<Memory, unknown> = t.readonly(
  t.strict({
    rows: t.readonlyArray(t.readonlyArray(t.number)),
    rewards: t.readonlyArray(FiniteNumber),
    logProbabilities: t.readonlyArray(FiniteNumber),
    known: t.readonlyArray(t.number),
  }),
)

/** Before the first episode. */
export const noMemory: Memory = { rows: [], rewards: [], logProbabilities: [], known: [] }

/** Hashes that are kept: an architecture older than these may be proposed again. */
const mostKnown = 16_384

/** The indices of `count` episodes: the best half of them, the rest the latest; in their order. */
export const representatives = (
  rewards: ReadonlyArray<number>,
  count: number,
): ReadonlyArray<number> => {
  const all = rewards.map((_, i) => i)
  if (all.length <= count) return all
  const kept = new Set(bestOf(rewards, Math.floor(count / 2)))
  for (let i = all.length - 1; i >= 0 && kept.size < count; i--) kept.add(i)
  return all.filter((i) => kept.has(i))
}

/** The indices of the highest rewards, the highest first. */
export const bestOf = (rewards: ReadonlyArray<number>, count: number): ReadonlyArray<number> =>
  rewards
    .map((_, i) => i)
    .sort((a, b) => (rewards[b] ?? 0) - (rewards[a] ?? 0))
    .slice(0, count)

const at = <A>(all: ReadonlyArray<A>, indices: ReadonlyArray<number>): ReadonlyArray<A> =>
  indices.map((i) => all[i]).filter((one) => one !== undefined)

/** Of a memory, the episodes of some indices. What is known stays. */
export const atIndices = (memory: Memory, indices: ReadonlyArray<number>): Memory => ({
  ...memory,
  rows: at(memory.rows, indices),
  rewards: at(memory.rewards, indices),
  logProbabilities: at(memory.logProbabilities, indices),
})

/** The memory with a round's episodes, of at most `most` in all. */
export const remembered = (before: Memory, round: Memory, most: number): Memory => {
  const memory: Memory = {
    rows: [...before.rows, ...round.rows],
    rewards: [...before.rewards, ...round.rewards],
    logProbabilities: [...before.logProbabilities, ...round.logProbabilities],
    known: [...before.known, ...round.known].slice(-mostKnown),
  }
  return memory.rows.length <= most
    ? memory
    : atIndices(memory, representatives(memory.rewards, most))
}
