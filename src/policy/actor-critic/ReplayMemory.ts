import * as t from 'io-ts'
import { FiniteNumber } from '../../episode/index.ts'
import { type Row } from './Encoding.ts'

/** The episodes that the critic learns from, in the order in which they were learned. */
export interface ReplayMemory {
  readonly rows: ReadonlyArray<Row>
  readonly rewards: ReadonlyArray<FiniteNumber>
  /** The log-probability of each under the actor of its time. */
  readonly logProbabilities: ReadonlyArray<FiniteNumber>
  /** Hashes of the rows that were proposed, the latest last. */
  readonly known: ReadonlyArray<number>
}

/** Codec of {@link ReplayMemory}. */
export const ReplayMemory: t.Type<ReplayMemory, unknown> = t.readonly(
  t.strict({
    rows: t.readonlyArray(t.readonlyArray(t.number)),
    rewards: t.readonlyArray(FiniteNumber),
    logProbabilities: t.readonlyArray(FiniteNumber),
    known: t.readonlyArray(t.number),
  }),
)

/** Before the first episode. */
export const noMemory: ReplayMemory = { rows: [], rewards: [], logProbabilities: [], known: [] }

/** At most so many hashes are kept: an architecture from before these may be proposed again. */
const maxKnown = 16_384

/** The indices of `count` episodes, in their order: half of them the best, the others the latest. */
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

/** A memory of only some of its episodes, by index. The hashes of proposals stay. */
export const atIndices = (memory: ReplayMemory, indices: ReadonlyArray<number>): ReplayMemory => ({
  ...memory,
  rows: at(memory.rows, indices),
  rewards: at(memory.rewards, indices),
  logProbabilities: at(memory.logProbabilities, indices),
})

/** The memory with a round's episodes added, of at most `capacity` episodes. */
export const remember = (
  before: ReplayMemory,
  round: ReplayMemory,
  capacity: number,
): ReplayMemory => {
  const memory: ReplayMemory = {
    rows: [...before.rows, ...round.rows],
    rewards: [...before.rewards, ...round.rewards],
    logProbabilities: [...before.logProbabilities, ...round.logProbabilities],
    known: [...before.known, ...round.known].slice(-maxKnown),
  }
  return memory.rows.length <= capacity
    ? memory
    : atIndices(memory, representatives(memory.rewards, capacity))
}
