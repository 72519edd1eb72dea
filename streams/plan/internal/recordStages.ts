import { Observable } from 'rxjs'
import { isNamed, type Stage, stageOf, type Step } from '../named.ts'

/** Calls what composes a stream, and records the steps that it pipes it through. Nothing is run. */
export const recordStages = (
  compose: (source: Observable<never>) => unknown,
): ReadonlyArray<Stage> => {
  const stages: Array<Stage> = []
  const recording: Observable<never> = Object.assign(
    new Observable<never>((subscriber) => {
      subscriber.complete()
    }),
    {
      pipe: (...steps: ReadonlyArray<Step>): unknown => {
        stages.push(...steps.map(stageOf))
        return recording
      },
    },
  )
  compose(recording)
  return stages
}

/** The steps of an operator: itself where it has a name, or what it is composed of. */
export const stagesOf = (
  operator: (source: Observable<never>) => unknown,
): ReadonlyArray<Stage> => {
  if (isNamed(operator)) return [stageOf(operator)]
  const inner = recordStages(operator)
  return inner.length === 0 ? [stageOf(operator)] : inner
}
