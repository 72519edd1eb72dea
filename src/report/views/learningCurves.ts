import * as t from 'io-ts'
import { NumberColumn } from '../columns.ts'
import { thinned } from '../downsample.ts'
import { bestPlace, metricOf } from '../Episodes.ts'
import { type RunRecord, type TrainingCurve } from '../RunRecord.ts'
import { notTold, strict, type Told, told } from '../strict.ts'

/** How one child came along in its training. */
const LearningCurve = strict({
  episode: t.number,
  steps: NumberColumn,
  values: NumberColumn,
  /** The part of its training at which it was stopped early; `null` where it was trained to its end. */
  stoppedAt: t.union([t.number, t.null]),
  best: t.boolean,
})
type LearningCurve = t.TypeOf<typeof LearningCurve>

/** How the children came along in their trainings. */
export const LearningCurves = strict({
  metric: t.string,
  children: t.number,
  stopped: t.number,
  curves: t.readonlyArray(LearningCurve),
})
export type LearningCurves = t.TypeOf<typeof LearningCurves>

const mostCurves = 150
const preferred = ['accuracy', 'r2', 'validationLoss', 'loss']

const metricIn = (curves: ReadonlyArray<TrainingCurve>): string | undefined =>
  preferred.find((name) => curves.some(({ metrics }) => metrics.has(name)))

/** The children's learning curves, the best child's last; some of them where there are many. */
export const learningCurves = ({ episodes, curves }: RunRecord): Told<LearningCurves> => {
  const metric = metricIn(curves)
  if (metric === undefined)
    return notTold(
      'What children came to on the way was not recorded: a journal holds only what they ended with.',
    )
  const stoppedAt = metricOf(episodes, 'stoppedAt')
  const placeOf = new Map(Array.from(episodes.episode, (number, place) => [number, place]))
  const best = bestPlace(episodes)
  const known = curves.flatMap(({ episode, steps, metrics }): ReadonlyArray<LearningCurve> => {
    const values = metrics.get(metric)
    if (values === undefined) return []
    const place = placeOf.get(episode)
    const stopped = place === undefined ? NaN : (stoppedAt?.[place] ?? NaN)
    return [
      {
        ...{ episode, steps: Float32Array.from(steps), values: Float32Array.from(values) },
        stoppedAt: Number.isFinite(stopped) ? stopped : null,
        best: place !== undefined && place === best,
      },
    ]
  })
  const others = known.filter((curve) => !curve.best)
  const shown = thinned(
    others.map((_, i) => i),
    mostCurves,
  ).flatMap((i) => others[i] ?? [])
  return told({
    metric,
    children: known.length,
    stopped: known.filter((curve) => curve.stoppedAt !== null).length,
    curves: [...shown, ...known.filter((curve) => curve.best)],
  })
}
