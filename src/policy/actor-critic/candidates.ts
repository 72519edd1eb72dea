import { type State } from 'fp-ts/lib/State.js'
import { nextBelow, nextUniform, type RandomState } from '../../random/index.ts'
import { type Json, type SearchSpace, uniformOption, walk } from '../../space/index.ts'
import { type Encoding, type Row } from './Encoding.ts'

/** A row that a walk of the space leads to, and the candidate at its end. */
export interface Candidate {
  readonly row: Row
  readonly candidate: Json
}

/** Walks a space along the options of a row; where it has none for a decision, one is drawn. */
export const along =
  (space: SearchSpace<unknown>, { slots, indexOf }: Encoding) =>
  (wanted: Row): State<RandomState, Candidate> =>
  (start) => {
    const row = new Array<number>(slots.length).fill(-1)
    let at = walk(space)
    let state = start
    while (at._tag === 'Decide') {
      const slot = indexOf.get(at.path) ?? -1
      const want = wanted[slot] ?? -1
      if (want >= 0 && want < at.of) row[slot] = want
      else {
        const [{ option }, next] = uniformOption(at)(state)
        row[slot] = option
        state = next
      }
      at = at.choose(row[slot] ?? 0)
    }
    return [{ row, candidate: at.candidate }, state]
  }

/** A row whose missing options are drawn, as by {@link along}, without the candidate. */
export const completed =
  (space: SearchSpace<unknown>, encoding: Encoding) =>
  (wanted: Row): State<RandomState, Row> =>
  (start) => {
    if (!encoding.complete) {
      const [{ row }, end] = along(space, encoding)(wanted)(start)
      return [row, end]
    }
    let state = start
    const row = wanted.map((option, i) => {
      if (option >= 0) return option
      const [drawn, next] = nextBelow(encoding.slots[i]?.of ?? 1)(state)
      state = next
      return drawn
    })
    return [row, state]
  }

/** A row with another option for one of its decisions. */
const changed = (row: Row, slot: number, option: number): Row => {
  const copy = [...row]
  copy[slot] = option
  return copy
}

/** A sample of the numbers below `all` without replacement; all of them where `count` is not smaller. */
const some =
  (all: number, count: number): State<RandomState, Int32Array> =>
  (start) => {
    const left = Int32Array.from({ length: all }, (_, i) => i)
    if (all <= count) return [left, start]
    let state = start
    for (let i = 0; i < count; i++) {
      const [jump, next] = nextBelow(all - i)(state)
      state = next
      const held = left[i] ?? 0
      left[i] = left[i + jump] ?? 0
      left[i + jump] = held
    }
    return [left.subarray(0, count), state]
  }

/** A sample of the neighbours of some rows, which differ in one decision; all where `count` is not smaller. */
const neighboursOf =
  (
    { slots }: Encoding,
    rows: ReadonlyArray<Row>,
    count: number,
  ): State<RandomState, ReadonlyArray<Row>> =>
  (start) => {
    // They are numbered, decision by decision, and only those that are drawn are made.
    const decisions = rows.flatMap((row) =>
      slots.flatMap(({ of }, slot) => {
        const old = row[slot] ?? -1
        return old < 0 ? [] : [{ row, slot, old, others: of - 1 }]
      }),
    )
    const all = decisions.reduce((sum, { others }) => sum + others, 0)
    const [drawn, end] = some(all, count)(start)
    const neighbours = Array.from(drawn, (number) => {
      let rest = number
      for (const { row, slot, old, others } of decisions) {
        if (rest < others) return changed(row, slot, rest < old ? rest : rest + 1)
        rest -= others
      }
      return []
    })
    return [neighbours, end]
  }

/** A mutant of one of the parents: two of its decisions or more are drawn anew. */
const mutant =
  (encoding: Encoding, parents: ReadonlyArray<Row>): State<RandomState, Row> =>
  (start) => {
    const [pick, picked] = nextBelow(parents.length)(start)
    let state = picked
    let row = parents[pick] ?? []
    for (let more = true, changes = 0; more && changes < 8; changes++) {
      const [slot, drawn] = nextBelow(encoding.slots.length)(state)
      const of = encoding.slots[slot]?.of ?? 1
      const [option, turned] = nextBelow(of)(drawn)
      if ((row[slot] ?? -1) >= 0) row = changed(row, slot, option)
      const [u, next] = nextUniform(turned)
      state = next
      more = changes === 0 || u < 0.5
    }
    return [row, state]
  }

/** How many candidates of each kind there are. */
export interface CandidateCounts {
  readonly uniform: number
  readonly neighbours: number
  readonly mutants: number
}

/**
 * The candidates besides the actor's: rows drawn from the whole space, neighbours of the best, and
 * mutants of the good.
 */
export const candidatesAround =
  (encoding: Encoding, best: ReadonlyArray<Row>, good: ReadonlyArray<Row>) =>
  ({ uniform, neighbours, mutants }: CandidateCounts): State<RandomState, ReadonlyArray<Row>> =>
  (start) => {
    const anywhere: Row = encoding.slots.map(() => -1)
    const [near, chosen] = neighboursOf(encoding, best, neighbours)(start)
    let state = chosen
    const rows: Array<Row> = [...Array.from({ length: uniform }, () => anywhere), ...near]
    if (good.length > 0 && encoding.slots.length > 0)
      for (let i = 0; i < mutants; i++) {
        const [row, next] = mutant(encoding, good)(state)
        rows.push(row)
        state = next
      }
    return [rows, state]
  }
