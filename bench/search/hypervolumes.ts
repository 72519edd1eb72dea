import * as E from 'fp-ts/lib/Either.js'
import { type Policy } from '../../src/core.ts'
import { frontOf, hypervolume, type Point } from '../../src/reward/internal/hypervolume.ts'
import { type TableEntry, type Tabular } from '../../src/node/nas-bench/index.ts'
import { episodesOf } from './runs.ts'

const measuredPoint = ({ runs, flops }: TableEntry): Point => [runs[0] ?? 0, 0 - (flops ?? 0)]
const reportedPoint = ({ reported, flops }: TableEntry): Point => [reported, 0 - (flops ?? 0)]

/** The entries whose measured accuracy and FLOPs no other entry covers. */
const measuredFront = (entries: ReadonlyArray<TableEntry>): ReadonlyArray<TableEntry> => {
  const front = new Set(frontOf(entries.map(measuredPoint)).map(String))
  return entries.filter((entry) => front.has(String(measuredPoint(entry))))
}

/** What hypervolumes of a table are measured by: its worst accuracy and most FLOPs, and all there is. */
export interface Scale {
  readonly reference: Point
  readonly whole: number
}

const above = (reference: Point, points: ReadonlyArray<Point>): number =>
  hypervolume(
    reference,
    frontOf(points.filter((point) => point.every((value, i) => value >= (reference[i] ?? 0)))),
  )

/**
 * The scale of a table.
 *
 * @param least - the reference's accuracy, of what no one would take
 */
export const scaleOf = ({ entries }: Tabular, least: number): Scale => {
  const all = [...entries.values()].map(reportedPoint)
  const reference = [least, Math.min(...all.map(([, cost = 0]) => cost))]
  return { reference, whole: above(reference, all) }
}

/**
 * The part of a table's hypervolume, in percent, that a search has found at each checkpoint: of the
 * front by measured accuracy and FLOPs, at what is reported.
 */
export const hypervolumesOf = <S>(
  table: Tabular,
  { reference, whole }: Scale,
  policy: Policy<S>,
  checkpoints: ReadonlyArray<number>,
  seed: number,
): ReadonlyArray<number> => {
  const found = episodesOf(table, policy, Math.max(...checkpoints), seed).map(({ outcome }) =>
    outcome._tag === 'Trained' ? table.entryOf(outcome.validated.architecture) : undefined,
  )
  return checkpoints.map((episodes) => {
    const entries = found
      .slice(0, episodes)
      .flatMap((entry) => (entry === undefined || E.isLeft(entry) ? [] : [entry.right]))
    return (100 * above(reference, measuredFront(entries).map(reportedPoint))) / whole
  })
}
