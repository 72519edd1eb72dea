import { defer, type Observable } from 'rxjs'
import {
  finiteOnly,
  type Measurement,
  type Metrics,
  type Trained,
} from '../../../src/episode/index.ts'
import { holdRound } from '../../internal/holdRound.ts'
import { requireFinite } from '../../types/NotFinite.ts'
import { type StageEvent } from '../../types/StageEvent.ts'
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
export const narrowRound = (
  { over, measured }: RoundCourse,
  { part, metric, better, eta, recorded }: Rung,
): ((source: Observable<StageEvent>) => Observable<StageEvent>) => {
  const isInPlay = (event: StageEvent): event is Trained<unknown> =>
    event._tag === 'Trained' && !over.has(event)

  /** What each child in play has measured here, by key: duplicates measure the same. */
  const valuesOf = (
    round: ReadonlyArray<StageEvent>,
    before: ReadonlyMap<string, number>,
  ): ReadonlyMap<string, number> => {
    const values = new Map(before)
    for (const { metrics, validated } of round.filter(isInPlay)) {
      const value = requireFinite(
        `The ${metric} of episode ${validated.episode} at ${part} of its training`,
        metrics[metric],
      )
      if (!values.has(validated.key)) values.set(validated.key, value)
    }
    return values
  }

  const bestOf = (values: ReadonlyMap<string, number>): ReadonlySet<string> => {
    const sign = better === 'more' ? 1 : -1
    const ranked = [...values].sort(([, a], [, b]) => sign * (b - a))
    return new Set(
      ranked.slice(0, Math.max(1, Math.floor(ranked.length / eta))).map(([key]) => key),
    )
  }

  return (source) =>
    defer(() => {
      let before = recorded
      return source.pipe(
        holdRound((round): ReadonlyArray<StageEvent> => {
          const values = valuesOf(round, before)
          const best = bestOf(values)
          before = new Map()
          return round.map((event) => {
            if (!isInPlay(event)) return event
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
        }),
      )
    })
}
