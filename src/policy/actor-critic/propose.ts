import * as S from 'fp-ts/lib/State.js'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import { type Proposal } from '../../episode/index.ts'
import { type RandomState } from '../../random/index.ts'
import { type ActorCriticState } from './ActorCriticState.ts'
import { candidatesAround } from './candidates.ts'
import { hashOf, type Row } from './Encoding.ts'
import { logExpectedImprovement } from './expectedImprovement.ts'
import { type GaussianProcess, predictHighest } from './gaussianProcess.ts'
import { bestOf, type ReplayMemory } from './ReplayMemory.ts'
import { type ActorCriticParts } from './parts.ts'

/** How often the actor alone is asked for a row that was not proposed. */
const tries = 100

/** Only so many pending proposals, the latest, reduce the uncertainty, so that a round of any size is quick. */
const maxPending = 32

/** Before the critic judges: the first row of the actor that is new and valid, else its first one. */
const drawNew =
  (
    { actor, rows }: ActorCriticParts,
    { weights, memory, pending }: ActorCriticState,
  ): S.State<RandomState, Row> =>
  (start) => {
    const sample = actor.sample(actor.view(weights))
    const taken = new Set([...memory.known, ...pending.map(hashOf)])
    const isNew = (row: Row): boolean => !taken.has(hashOf(row)) && rows.isValid(row)
    const [first, next] = sample(start)
    let [row, random] = [first, next]
    for (let tried = 1; tried < tries && !isNew(row); tried++) [row, random] = sample(random)
    return [isNew(row) ? row : first, random]
  }

/** Rows around the best of a memory, and from the whole space. */
const candidatesFor =
  (
    { ablation, rows }: ActorCriticParts,
    memory: ReplayMemory,
  ): S.State<RandomState, ReadonlyArray<Row>> =>
  (random) => {
    const rowsAt = (indices: ReadonlyArray<number>): ReadonlyArray<Row> =>
      indices.map((i) => memory.rows[i] ?? [])
    const good = bestOf(memory.rewards, ablation.good)
    const [wanted, drawn] = candidatesAround(
      rows.encoding,
      rowsAt(good.slice(0, ablation.best)),
      rowsAt(good),
    )(ablation)(random)
    return S.traverseArray(rows.complete)(wanted)(drawn)
  }

/** Rows by the improvement that the critic expects of them, the highest first. */
const rankedBy = (
  critic: GaussianProcess,
  rows: ReadonlyArray<Row>,
  pending: ReadonlyArray<Row>,
  judged: number,
): ReadonlyArray<Row> =>
  predictHighest(critic, rows, pending, judged)
    .map(({ row, mean, deviation }) => ({
      row,
      gain: logExpectedImprovement(mean, deviation, critic.best),
    }))
    .sort((a, b) => b.gain - a.gain)
    .map(({ row }) => row)

/** The candidate, new and valid where there is one, of which the critic expects the highest improvement. */
const judgeBest =
  (
    parts: ActorCriticParts,
    { weights, memory, kernel, pending }: ActorCriticState,
  ): S.State<RandomState, Row> =>
  (start) => {
    const { actor, ablation, rows, criticOf } = parts
    const [own, sampled] = S.sequenceArray(
      RA.replicate(ablation.actor, actor.sample(actor.view(weights))),
    )(start)
    const [others, random] = candidatesFor(parts, memory)(sampled)
    const found = new Map([...own, ...others].map((row) => [hashOf(row), row]))
    // There may be far more known architectures than candidates.
    for (const hash of memory.known) found.delete(hash)
    for (const row of pending) found.delete(hashOf(row))
    const ranked = rankedBy(
      criticOf(memory, kernel),
      [...found.values()],
      pending.slice(-maxPending),
      ablation.judged,
    )
    return [ranked.find(rows.isValid) ?? ranked[0] ?? own[0] ?? [], random]
  }

/** Proposes: by the actor alone in the warm-up, then by the critic's choice among candidates. */
export const proposeBy =
  (parts: ActorCriticParts): S.State<ActorCriticState, Proposal> =>
  (state) => {
    const { memory, pending } = state
    const judging =
      memory.rows.length > 0 && memory.rows.length + pending.length >= parts.options.warmUp
    const [row, random] = (judging ? judgeBest : drawNew)(parts, state)(state.random)
    return [
      { candidate: parts.rows.candidateOf(row), trace: [] },
      { ...state, pending: [...pending, row], random },
    ]
  }
