import { concat, concatMap, defer, EMPTY, from, type Observable } from 'rxjs'
import {
  finiteOnly,
  type Measurement,
  type Metrics,
  type Trained,
} from '../../../src/episode/index.ts'
import { requireFinite } from '../../types/NotFinite.ts'
import { type StageEvent } from '../../types/order.ts'
import { rungName, stoppedAt } from './rungs.ts'

/** What the rungs of a round share: which of its children are over, and what they measured so far. */
export interface RoundCourse {
  /** Outcomes that no later rung has to do with. */
  readonly over: WeakSet<Trained<unknown>>
  /** By episode, what its child measured at the rungs before this one. */
  readonly measured: Map<number, Readonly<Record<string, number>>>
}

/** A rung: a part of the training after which a round's best go on. */
export interface Rung {
  readonly part: number
  readonly metric: string
  readonly better: 'more' | 'less'
  readonly eta: number
  /** What children of the first round have measured here before the search was stopped, by key. */
  readonly recorded: ReadonlyMap<string, number>
}

/** What a child measured, with its rungs; `undefined` is left out. */
export const withRungs = (
  metrics: Metrics,
  rungs: Readonly<Record<string, number>> = {},
): Measurement => ({ ...finiteOnly(metrics as Readonly<Record<string, number>>), ...rungs })

/**
 * Holds the outcomes of a round back until its end, and of those that are not over sends the best
 * 1/`eta` on as children to be trained again; the rest are over. Duplicates take one place together.
 * What else comes in the round keeps its place, but progress, which passes at once.
 */
export const narrowRound =
  ({ over, measured }: RoundCourse, { part, metric, better, eta, recorded }: Rung) =>
  (source: Observable<StageEvent>): Observable<StageEvent> =>
    defer(() => {
      const sign = better === 'more' ? 1 : -1
      let before = recorded
      let held: Array<StageEvent> = []

      const runs = (event: StageEvent): event is Trained<unknown> =>
        event._tag === 'Trained' && !over.has(event)

      const release = (): ReadonlyArray<StageEvent> => {
        const values = new Map(before)
        for (const event of held)
          if (runs(event)) {
            const { key, episode } = event.validated
            const value = requireFinite(
              `The ${metric} of episode ${episode} at ${part} of its training`,
              event.metrics[metric],
            )
            if (!values.has(key)) values.set(key, value)
          }
        const ranked = [...values].sort(([, a], [, b]) => sign * (b - a))
        const places = Math.max(1, Math.floor(ranked.length / eta))
        const best = new Set(ranked.slice(0, places).map(([key]) => key))
        const narrowed = held.map((event): StageEvent => {
          if (!runs(event)) return event
          const { validated, metrics } = event
          const rungs = {
            ...measured.get(validated.episode),
            [rungName(metric, part)]: values.get(validated.key) ?? NaN,
          }
          if (best.has(validated.key)) {
            measured.set(validated.episode, rungs)
            return validated
          }
          measured.delete(validated.episode)
          const stopped: Trained<unknown> = {
            ...event,
            metrics: finiteOnly(stoppedAt(part, withRungs(metrics, rungs))),
          }
          over.add(stopped)
          return stopped
        })
        before = new Map()
        held = []
        return narrowed
      }

      return concat(
        source.pipe(
          concatMap((event) => {
            if (event._tag === 'Progress') return from([event])
            held.push(event)
            return event._tag === 'RoundProposed' ? from(release()) : EMPTY
          }),
        ),
        defer(() => from(release())),
      )
    })
